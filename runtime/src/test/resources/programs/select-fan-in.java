void main() {
  var a = Chan.<Integer>make();
  var b = Chan.<Integer>make(2);
  for (int i : range(6)) go(() -> select(onSend(a, i), onSend(b, -i)));
  for (int i : range(6)) select(onReceive(a, v -> IO.println(v)), onReceive(b, v -> IO.println(v)));
}
