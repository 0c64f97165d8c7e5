int data;

void main() {
  go(() -> data++);
  if (data == 0) IO.println("the value is " + data);
}
