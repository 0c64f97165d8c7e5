package goloom.server.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import goloom.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person does with the page, on the real server, compiler and box. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageTest {
  private static final double PATIENCE_MILLIS = 30_000;

  private Sandbox sandbox;
  private TestPlayground playground;
  private TestBrowser browser;
  private BrowserContext visitor;
  private final List<String> complaints = new ArrayList<>();

  @BeforeAll
  void start(@TempDir Path dataDir) {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    sandbox = RealSandbox.open();
    playground = new TestPlayground(sandbox, dataDir, Map.of("GOLOOM_RATE_PER_MINUTE", "0"));
    browser = new TestBrowser();
  }

  @AfterAll
  void stop() {
    browser.close();
    playground.close();
    sandbox.close();
  }

  @BeforeEach
  void arrive() {
    visitor = browser.visitor(1440, 900, ColorScheme.LIGHT);
    complaints.clear();
  }

  @AfterEach
  void leave() {
    visitor.close();
    assertThat(complaints)
        .as("the browser's own complaints: errors, blocked by the content policy")
        .isEmpty();
  }

  @Test
  void example_isRun_andItsOutputIsSeen() {
    Page page = open("/");
    choose(page, "Hello, goroutine");
    run(page);

    assertThat(output(page)).containsText("Hello from main!");
    assertThat(output(page)).containsText("Hello from a goroutine, an hour later!");
    assertThat(status(page)).containsText(Pattern.compile("ok", Pattern.CASE_INSENSITIVE));
  }

  @Test
  void output_thatLooksLikeMarkup_isText() {
    Page page = open("/");
    type(
        page,
        "void main() {\n  IO.println(\"<script>document.title = 'taken'</script><img src=x onerror=alert(1)>\");\n}\n");
    run(page);

    assertThat(output(page)).containsText("<script>document.title = 'taken'</script><img src=x");
    assertThat(output(page).locator("script, img").count()).isZero();
    assertThat(page.title()).doesNotContain("taken");
  }

  @Test
  void output_isSeenWhileTheProgramRuns_andStopEndsIt() {
    Page page = open("/");
    type(page, "void main() {\n  IO.println(\"round and round\");\n  while (true) {}\n}\n");
    run(page);

    assertThat(output(page)).containsText("round and round");
    assertThat(status(page)).containsText("Running");
    button(page, "Stop").click();
    assertThat(button(page, "Stop")).isDisabled();
    assertThat(status(page)).not().containsText(Pattern.compile("Running|Stopping"));
    assertThat(output(page)).containsText("round and round");
  }

  @Test
  void flood_endsInView() {
    Page page = open("/");
    type(page, "void main() {\n  for (int i = 0; i < 60_000; i++) IO.println(\"line \" + i);\n}\n");
    run(page);

    assertThat(status(page)).containsText("output limit");
    assertThat(page.getByText("Stopped: the program printed more than it may.").last())
        .isInViewport();
    assertThat(output(page)).containsText("line 59999");
  }

  @Test
  void cut_isMarkedInTheRowWhereItIs() {
    Page page = open("/");
    type(
        page,
        "void main() {\n  for (int i = 0; i < 900; i++) IO.println(i + \"x\".repeat(500));\n}\n");
    run(page);

    assertThat(output(page)).containsText(Pattern.compile("x … left out … x"));
  }

  @Test
  void link_thatIsShared_replaysTheRunWithItsSeedAndItsOutput() {
    Page page = open("/");
    choose(page, "Waiting for all of them");
    run(page);
    assertThat(output(page)).containsText("everybody is home");
    String seed = seed(page).inputValue();
    String printed = output(page).innerText();
    button(page, "Share").click();
    Locator link = page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Link"));
    assertThat(link).isVisible();
    String address = link.inputValue();
    assertThat(address).startsWith(playground.uri("/p/").toString()).contains("seed=" + seed);

    BrowserContext friend = browser.visitor(1440, 900, ColorScheme.DARK);
    try {
      Page theirs = friend.newPage();
      theirs.navigate(address);
      assertThat(editor(theirs)).containsText("everybody is home");
      assertThat(seed(theirs)).hasValue(seed);
      run(theirs);
      assertThat(output(theirs)).containsText("everybody is home");
      assertThat(output(theirs).innerText()).isEqualTo(printed);
      assertThat(seed(theirs)).hasValue(seed);
    } finally {
      friend.close();
    }
  }

  @Test
  void mistake_isUnderlinedOnItsLine_whileTyping() {
    Page page = open("/");
    type(page, "void main() {\n  IO.println(\"fine\");\n  int x = \"text\";\n}\n");

    Locator mark = page.locator(".cm-lintRange-error").first();
    assertThat(mark).isVisible();
    assertThat(
            page.locator(
                ".cm-line", new Page.LocatorOptions().setHas(page.locator(".cm-lintRange-error"))))
        .hasText("  int x = \"text\";");
  }

  @Test
  void deadlock_isShownWithItsLine() {
    Page page = open("/");
    type(page, "import module goloom;\n\nvoid main() {\n  Chan.<Integer>make().receive();\n}\n");
    run(page);

    Locator pane =
        page.getByRole(
            AriaRole.REGION, new Page.GetByRoleOptions().setName("Output").setExact(true));
    assertThat(pane).containsText("all goroutines are asleep - deadlock!");
    assertThat(
            pane.getByRole(
                    AriaRole.BUTTON,
                    new Locator.GetByRoleOptions().setName(Pattern.compile("\\.java:4")))
                .first())
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
  }

  @Test
  void outcomes_areAllFound_andEachIsShownLineByLine() {
    Page page = open("/");
    choose(page, "A data race");
    button(page, "Explore").click();

    assertThat(named(page, AriaRole.STATUS, "Outcomes found"))
        .hasText("3 outcomes: these are all.");
    Locator table = named(page, AriaRole.TABLE, "Outcomes");
    assertThat(table).containsText("the value is 0");
    assertThat(table).containsText("the value is 1");
    assertThat(table).containsText("(prints nothing)");
    for (int i = 1; i <= 3; i++) {
      button(page, "Show me how outcome " + i + " comes about").click();
      assertThat(named(page, AriaRole.TABLE, "Steps of outcome " + i))
          .containsText("if (data == 0)");
    }
  }

  @Test
  void race_isShownAtBothItsLines() {
    Page page = open("/?example=race");
    button(page, "Explore").click();
    assertThat(named(page, AriaRole.STATUS, "Outcomes found"))
        .hasText("3 outcomes: these are all.");
    page.locator("tr", new Page.LocatorOptions().setHasText("the value is 1"))
        .getByText("Show me how")
        .click();
    button(page, "Run it").click();

    assertThat(output(page)).containsText("the value is 1");
    assertThat(named(page, AriaRole.REGION, "Output")).containsText("Data race on race.data");
    assertThat(page.locator(".mark-line")).hasCount(2);
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1440, 900", "DARK, 1440, 900", "LIGHT, 390, 844", "DARK, 390, 844"})
  void page_hasNothingThatAxeFindsWrong(ColorScheme scheme, int width, int height) {
    visitor.close();
    visitor = browser.visitor(width, height, scheme);
    Page page = open("/");
    type(
        page,
        "import module goloom;\n\nvoid main() {\n  IO.println(\"before\");\n  Chan.<Integer>make().receive();\n}\n");
    assertClean(page);
    run(page);
    assertThat(output(page)).containsText("before");
    assertThat(status(page)).containsText(Pattern.compile("deadlock", Pattern.CASE_INSENSITIVE));
    assertClean(page);
  }

  private static void assertClean(Page page) {
    List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
    assertThat(violations)
        .extracting(rule ->
            rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes().getFirst().getHtml())
        .isEmpty();
  }

  private Page open(String path) {
    Page page = visitor.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        complaints.add(message.text());
      }
    });
    page.navigate(playground.uri(path).toString());
    assertThat(editor(page)).isVisible();
    return page;
  }

  private static void choose(Page page, String example) {
    button(page, "Examples").click();
    page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(example)).first().click();
  }

  /** As one paste: typed key by key, the editor would close brackets and indent by itself. */
  private static void type(Page page, String source) {
    editor(page).click();
    page.keyboard().press("Control+A");
    page.keyboard().insertText(source);
  }

  private static void run(Page page) {
    button(page, "Run").click();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator editor(Page page) {
    return page.locator(".cm-content");
  }

  private static Locator output(Page page) {
    return page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Program output"));
  }

  private static Locator status(Page page) {
    return page.getByRole(AriaRole.STATUS, new Page.GetByRoleOptions().setName("Run status"));
  }

  private static Locator named(Page page, AriaRole role, String name) {
    return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator seed(Page page) {
    return page.getByRole(
        AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Seed").setExact(true));
  }
}
