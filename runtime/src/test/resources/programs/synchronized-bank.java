class Account {
  private int balance;
  synchronized void add(int n) { balance += n; notifyAll(); }
  synchronized int atLeast(int n) throws InterruptedException {
    while (balance < n) wait();
    return balance;
  }
}

void main() throws Exception {
  var account = new Account();
  for (int i : range(5)) go(() -> { account.add(i); account.add(1); });
  IO.println(account.atLeast(10));
}
