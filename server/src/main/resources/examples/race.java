import module goloom;
import static goloom.Go.*;

int data;

void main() {
  // Two goroutines use one variable, one of them writes, and nothing orders
  // them: a data race.
  go(() -> data++);

  // What can this print? There are three answers:
  //   nothing          if the increment is over before the test
  //   the value is 0   if it comes after the print, or never: main is done
  //   the value is 1   if it slips in between the test and the print
  // Change the seed to see each of them. A seed always gives the same one.
  if (data == 0) {
    IO.println("the value is " + data);
  }
}
