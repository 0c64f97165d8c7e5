package goloom.server.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a person does with a program's outcomes, on a server whose sandbox plays recorded events.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutcomesPageTest {
  private static final double PATIENCE_MILLIS = 30_000;

  private final FakeSandbox sandbox = new FakeSandbox();
  private final List<String> complaints = new ArrayList<>();
  private TestPlayground playground;
  private TestBrowser browser;
  private BrowserContext visitor;

  @BeforeAll
  void start(@TempDir Path dataDir) {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    playground = new TestPlayground(sandbox, dataDir, Map.of("GOLOOM_RATE_PER_MINUTE", "0"));
    browser = new TestBrowser();
  }

  @AfterAll
  void stop() {
    browser.close();
    playground.close();
  }

  @AfterEach
  void leave() {
    visitor.close();
    assertThat(complaints).as("the browser's own complaints").isEmpty();
  }

  @Test
  void search_fillsItsTable_andSaysThatTheseAreAll() {
    Page page = open(1440, 900, ColorScheme.LIGHT);
    button(page, "Explore").click();

    assertThat(found(page)).hasText("3 outcomes: these are all.");
    Locator rows = table(page).locator("tbody tr");
    assertThat(rows).hasCount(3);
    assertThat(rows.nth(0)).containsText("the value is 0");
    assertThat(rows.nth(1)).containsText("(prints nothing)");
    assertThat(rows.nth(1)).containsText("race");
    assertThat(button(page, "Stop")).isDisabled();
  }

  @Test
  void outcome_isShownStepByStep_besideAnother_withTheFirstDifference() {
    Page page = open(1440, 900, ColorScheme.LIGHT);
    button(page, "Explore").click();
    button(page, "Show me how outcome 1 comes about").click();

    Locator steps = named(page, AriaRole.TABLE, "Steps of outcome 1");
    assertThat(steps).containsText("prints \"the value is 0\"");
    assertThat(steps.locator("thead")).containsText("G2");
    page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Compare with"))
        .selectOption("3");
    Locator other = named(page, AriaRole.TABLE, "Steps of outcome 3");
    assertThat(other.locator(".differs")).containsText("first difference");
    assertThat(other.locator(".differs")).containsText("writes Main.data: 1");
    assertThat(steps.locator(".differs")).containsText("reads Main.data: 0");
    button(page, "Close the steps").click();
    assertThat(steps).hasCount(0);
  }

  @Test
  void outcome_thatIsShared_isALinkThatReplaysIt() {
    Page page = open(1440, 900, ColorScheme.LIGHT);
    button(page, "Explore").click();
    button(page, "Show me how outcome 3 comes about").click();
    button(page, "Share it").click();

    Locator link = named(page, AriaRole.TEXTBOX, "Link");
    assertThat(link).isVisible();
    String address = link.inputValue();
    assertThat(address).contains("schedule=1.0.5%3D1", "procs=4").doesNotContain("seed=");
    Page theirs = visitor.newPage();
    theirs.navigate(address);
    button(theirs, "Run").click();
    assertThat(named(theirs, AriaRole.STATUS, "Run status")).containsText("ok");
    assertThat(sandbox.requests.getLast().options().schedule()).isEqualTo("1.0.5=1");
  }

  @Test
  void badSchedule_isLookedFor_andTheSearchStopsThere() {
    Page page = open(1440, 900, ColorScheme.LIGHT);
    named(page, AriaRole.TAB, "Outcomes").click();
    button(page, "Find a bad schedule").click();

    assertThat(named(page, AriaRole.STATUS, "Bad schedule"))
        .containsText("Found a schedule that ends badly: a data race.");
    button(page, "Show me how it ends badly").click();
    assertThat(named(page, AriaRole.TABLE, "Steps of outcome 2")).isVisible();
  }

  @Test
  void search_isStopped_andKeepsWhatItHadFound() {
    Page page = open(1440, 900, ColorScheme.LIGHT);
    type(page, "sleep");
    button(page, "Explore").click();
    assertThat(found(page)).hasText("1 outcome so far.");
    button(page, "Stop").click();

    assertThat(found(page)).hasText("1 outcome. Stopped: there may be more.");
    assertThat(table(page).locator("tbody tr")).hasCount(1);
  }

  @Test
  void race_marksBothLines_andSaysWhyItIsOne() {
    Page page = open(1440, 900, ColorScheme.LIGHT);
    type(page, "race\n\n\n\n\n\n// line 7\n// line 8\n");
    button(page, "Run").click();

    Locator output = named(page, AriaRole.REGION, "Output");
    assertThat(output).containsText("Data race on Main.data");
    assertThat(page.locator(".mark-line")).hasCount(2);
    output.getByText("Why is this a race?").click();
    assertThat(output).containsText("Only one of them holds mutex m");
    assertThat(output.getByRole(AriaRole.BUTTON, named("main.java:7")).first()).isVisible();
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1440, 900", "DARK, 1440, 900", "LIGHT, 390, 844", "DARK, 390, 844"})
  void outcomes_haveNothingThatAxeFindsWrong(ColorScheme scheme, int width, int height) {
    Page page = open(width, height, scheme);
    button(page, "Explore").click();
    assertThat(found(page)).hasText("3 outcomes: these are all.");
    assertClean(page);
    button(page, "Show me how outcome 1 comes about").click();
    page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Compare with"))
        .selectOption("2");
    assertThat(page.getByText("first difference").first()).isVisible();
    assertClean(page);
    var sideways =
        page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth");
    assertThat(sideways).as("the page scrolls sideways").isEqualTo(false);
  }

  private static void assertClean(Page page) {
    List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
    assertThat(violations)
        .extracting(rule ->
            rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes().getFirst().getHtml())
        .isEmpty();
  }

  private Page open(int width, int height, ColorScheme scheme) {
    complaints.clear();
    visitor = browser.visitor(width, height, scheme);
    Page page = visitor.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        complaints.add(message.text());
      }
    });
    page.navigate(playground.uri("/").toString());
    assertThat(page.locator(".cm-content")).isVisible();
    return page;
  }

  private static void type(Page page, String source) {
    page.locator(".cm-content").click();
    page.keyboard().press("Control+A");
    page.keyboard().insertText(source);
  }

  private static Locator button(Page page, String name) {
    return named(page, AriaRole.BUTTON, name);
  }

  private static Locator found(Page page) {
    return named(page, AriaRole.STATUS, "Outcomes found");
  }

  private static Locator table(Page page) {
    return named(page, AriaRole.TABLE, "Outcomes");
  }

  private static Locator named(Page page, AriaRole role, String name) {
    return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator.GetByRoleOptions named(String name) {
    return new Locator.GetByRoleOptions().setName(name);
  }
}
