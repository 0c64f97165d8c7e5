package goloom.server.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import goloom.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page as the documentation shows it. The pictures are left in {@code target/pictures}, and
 * with {@code -Dgoloom.pictures=true} in {@code docs/images}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PicturesTest {
  private static final double PATIENCE_MILLIS = 30_000;
  private static final Path FOLDER =
      Path.of(Boolean.getBoolean("goloom.pictures") ? "../docs/images" : "target/pictures");

  private Sandbox sandbox;
  private TestPlayground playground;
  private TestBrowser browser;
  private BrowserContext visitor;

  @BeforeAll
  void start(@TempDir Path dataDir) {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    sandbox = RealSandbox.open();
    playground = new TestPlayground(sandbox, dataDir, Map.of("GOLOOM_RATE_PER_MINUTE", "0"));
    browser = new TestBrowser();
    visitor = browser.visitor(1440, 900, ColorScheme.LIGHT);
  }

  @AfterAll
  void stop() {
    visitor.close();
    browser.close();
    playground.close();
    sandbox.close();
  }

  @Test
  void deadlock_isRun_andSaysWhoWaitsForWhat() {
    Page page = open();
    button(page, "Run").click();
    Locator output = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Output"));
    assertThat(output).containsText("Deadlock: every goroutine is waiting");
    assertThat(output).containsText("mutex knife");
    take(page, "playground.png");
  }

  @Test
  void deadlock_isLookedFor_andShownStepByStep() {
    Page page = open();
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Outcomes")).click();
    button(page, "Find a bad schedule").click();
    button(page, "Show me how it ends badly").click();
    Locator steps = page.locator(".how-pane");
    assertThat(steps).containsText("locks fork");
    assertThat(steps).containsText("waits for ever: sync.Mutex.Lock on mutex fork");
    take(page, "outcomes.png");
  }

  private Page open() {
    Page page = visitor.newPage();
    page.navigate(playground.uri("/?example=deadlock&seed=13&procs=4").toString());
    assertThat(page.locator(".cm-content")).containsText("var knife");
    return page;
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  /** Once letters have their faces, and whatever was clicked looks as the rest does. */
  private static void take(Page page, String name) {
    page.mouse().move(0, 0);
    page.evaluate("document.fonts.ready");
    byte[] picture = page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name)));
    assertThat(picture).hasSizeGreaterThan(50_000);
  }
}
