package goloom.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import goloom.race.Accesses;
import goloom.race.Watch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What rewritten code tells of its accesses. */
class AccessesTest {

  private record Heard(Object holder, int index, int location, String site, Accesses.Kind kind) {
    String text() {
      var columns = site.split("\t", -1);
      return kind + " " + columns[3] + (index < 0 ? "" : "[" + index + "]") + " :" + columns[1];
    }
  }

  private static List<Heard> heard(String body) throws Exception {
    var loaded = Loaded.of("class Main { " + body + "}");
    var sites = loaded.result.sites().lines().toList();
    var heard = new ArrayList<Heard>();
    Watch.locations(
        sites.stream()
            .map(s -> s.split("\t", -1))
            .mapToInt(c -> c.length == 5 ? Integer.parseInt(c[4]) : 0)
            .toArray());
    Class.forName("Main", true, loaded);
    Watch.listener((holder, index, location, site, kind) ->
        heard.add(new Heard(holder, index, location, sites.get(site), kind)));
    try {
      loaded.call("Main", "run");
    } finally {
      Watch.listener(null);
    }
    return heard;
  }

  private static List<String> texts(String body) throws Exception {
    return heard(body).stream().map(Heard::text).toList();
  }

  @Test
  void fields_areToldByNameAndLine() throws Exception {
    assertThat(
            texts(
                """
                static int x;
                static volatile int v;
                long wide;
                Main next;
                final int fixed = 3;
                static void run() {
                  x++;
                  v = 1;
                  var main = new Main();
                  main.wide = main.wide + v;
                  main.next = main;
                  main.next.wide += main.fixed;
                }
                """))
        .containsExactly(
            "READ Main.x :7",
            "WRITE Main.x :7",
            "VOLATILE_WRITE Main.v :8",
            "READ Main.wide :10",
            "VOLATILE_READ Main.v :10",
            "WRITE Main.wide :10",
            "WRITE Main.next :11",
            "READ Main.next :12",
            "READ Main.wide :12",
            "WRITE Main.wide :12");
  }

  @Test
  void elements_areToldByArrayAndIndex() throws Exception {
    assertThat(
            texts(
                """
                static double[][] grid = new double[2][2];
                static void run() {
                  var counts = new int[4];
                  for (int i = 1; i < 3; i++) counts[i + 1]++;
                  grid[1][0] = counts[3];
                  var names = new String[1];
                  names[0] = "a";
                }
                """))
        .containsExactly(
            "READ counts[2] :4",
            "WRITE counts[2] :4",
            "READ counts[3] :4",
            "WRITE counts[3] :4",
            "READ Main.grid :5",
            "READ Main.grid[1] :5",
            "READ counts[3] :5",
            "WRITE Main.grid[…][0] :5",
            "WRITE names[0] :7");
  }

  @Test
  void oneVariable_hasOneHolderAndLocation_whereverItIsUsed() throws Exception {
    var heard =
        heard(
            """
            int a;
            int b;
            static void run() { var m = new Main(); m.a = 1; m.set(2); m.b = 3; }
            void set(int i) { a = i; }
            """);
    assertThat(heard.get(0).location()).isEqualTo(heard.get(1).location());
    assertThat(heard.get(0).holder()).isSameAs(heard.get(1).holder());
    assertThat(heard.get(2).location()).isNotEqualTo(heard.get(0).location());
  }

  @Test
  void accessThatThrows_throwsAsIfUnwatched() throws Exception {
    assertThat(
            texts(
                """
                int a;
                static Main none;
                static void run() {
                  try { none.a = 1; } catch (NullPointerException e) {
                    if (!e.getMessage().equals("Cannot assign field \\"a\\" because \\"Main.none\\" is null"))
                      throw e;
                  }

                  try { int[] i = null; i[0] = 1; } catch (NullPointerException e) {}
                  try { int[] k = new int[1]; k[5]++; } catch (ArrayIndexOutOfBoundsException e) {}
                }
                """))
        .first()
        .isEqualTo("READ Main.none :4");
  }
}
