/** What the reader should know before running: one line each, under the header, only while true. */
import { place } from '../navigation';
import { socket, start } from '../run';
import { server } from '../version';

export function Strips() {
  const isolation = start.value?.isolation ?? server.value?.isolation;
  const engine = server.value?.engine;
  const linked = place.value.engine;
  const refusal = socket.refusal.value;
  return (
    <div class="strips" role="status" aria-label="Notices">
      {isolation === 'process' && (
        <p class="strip tone-warn">
          <span>
            <strong>No sandbox.</strong> Programs run with your own rights: run only what you would run
            yourself.
          </span>
        </p>
      )}
      {engine && linked && linked !== engine && (
        <p class="strip tone-plain">
          This link was made with engine {linked}; this server runs {engine}. The replay may differ.
        </p>
      )}
      {socket.connection.value === 'offline' && (
        <p class="strip tone-warn">
          <span>
            <strong>Not connected.</strong>{' '}
            {refusal || 'You can go on editing; running has to wait for the server.'}
          </span>
          <button type="button" class="text-button" onClick={() => socket.open()}>
            Connect now
          </button>
        </p>
      )}
    </div>
  );
}
