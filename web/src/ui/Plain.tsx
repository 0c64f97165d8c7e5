/** Text that a program had a hand in: text nodes only, its invisible characters made visible. */
import { visible } from '../visible';

export function Plain({ text }: { text: string }) {
  return (
    <bdi>
      {visible(text).map((piece, i) =>
        piece.control ? (
          <span key={i} class="control" title={piece.control}>
            {piece.text}
          </span>
        ) : (
          piece.text
        ),
      )}
    </bdi>
  );
}
