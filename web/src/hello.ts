import type { SourceFile } from './protocol';

/** Shown at once on the bare address, before anything has been fetched. */
export const HELLO: readonly SourceFile[] = [
  {
    name: 'main.java',
    source: `import module goloom;
import static goloom.Go.*;

void main() {
    var greetings = Chan.<String>make();

    for (var name : List.of("Ada", "Grace", "Tony")) {
        go(() -> greetings.send("hello from " + name));
    }

    for (int i : range(3)) {
        IO.println(greetings.receive());
    }
}
`,
  },
];
