void main() {
  var fast = Time.newTicker(millis(3));
  var slow = Time.newTicker(millis(6));
  var end = Time.after(millis(40));
  for (boolean[] done = {false}; !done[0]; ) {
    select(
        onReceive(fast.c(), t -> IO.println("fast " + t)),
        onReceive(slow.c(), t -> IO.println("slow " + t)),
        onReceive(end, () -> done[0] = true));
  }
}
