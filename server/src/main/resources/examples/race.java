import module goloom;
import static goloom.Go.*;

int data;

void main() {
  // Two goroutines use one variable, one of them writes, and nothing orders them: a data race.
  go(() -> data++);

  // How often can this line be reached, and what can it print? There are three answers:
  //   nothing          if the increment is over before the test
  //   the value is 0   if it comes after the print, or never, as main returns first
  //   the value is 1   if it slips in between the test and the print
  // Change the seed to see each of them. The same seed always gives the same one.
  if (data == 0) {
    IO.println("the value is " + data);
  }
}
