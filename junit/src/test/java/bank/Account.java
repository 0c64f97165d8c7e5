package bank;

import goloom.Mutex;

/** Money that several goroutines move; each way to do it has its own merits. */
final class Account {
  static int opened;

  private final Mutex mutex = new Mutex();
  private int balance;

  Account() {
    opened++;
  }

  /** Reads, and writes later: two of these can lose one. */
  void depositCarelessly(int amount) {
    balance += amount;
  }

  /** Alone at each access, but not from the one to the other. */
  void depositInTwoSteps(int amount) {
    int before = balance();
    try (var _ = mutex.locked()) {
      balance = before + amount;
    }
  }

  void deposit(int amount) {
    try (var _ = mutex.locked()) {
      balance += amount;
    }
  }

  int balance() {
    try (var _ = mutex.locked()) {
      return balance;
    }
  }

  void transfer(Account to, int amount) {
    try (var _ = mutex.locked();
        var _ = to.mutex.locked()) {
      balance -= amount;
      to.balance += amount;
    }
  }
}
