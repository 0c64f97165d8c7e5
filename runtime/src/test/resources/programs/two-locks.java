void main() {
  var a = new Mutex();
  var b = new Mutex();
  var done = Chan.<Integer>make();
  go("left", () -> { a.lock(); gosched(); b.lock(); b.unlock(); a.unlock(); done.send(1); });
  go("right", () -> { b.lock(); gosched(); a.lock(); a.unlock(); b.unlock(); done.send(2); });
  IO.println(done.receive() + done.receive());
}
