package goloom.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Programs that compute: what rewriting costs shows here, where nothing waits. */
final class Loops {
  private Loops() {}

  /** The tightest counted loop. */
  public static final class Counted implements Sample {
    @Override
    public long run(int n) {
      long sum = 0;
      for (int round = 0; round < n; round++) {
        for (int i = 0; i < 10_000; i++) {
          sum += i ^ (sum >>> 3);
        }
      }
      return sum;
    }
  }

  /** A counted loop that a compiler may turn into vector instructions. */
  public static final class Vectorised implements Sample {
    @Override
    public long run(int n) {
      int sum = 0;
      for (int round = 0; round < n; round++) {
        for (int i = 0; i < 10_000; i++) {
          sum += i * i;
        }
      }
      return sum;
    }
  }

  /** Reads and writes of an object's fields. */
  public static final class Fields implements Sample {
    private int a = 1;
    private int b;
    private long moves;

    @Override
    public long run(int n) {
      a = 1;
      b = 0;
      moves = 0;
      for (int round = 0; round < n; round++) {
        for (int i = 0; i < 1_000; i++) {
          a += b;
          b = a - b;
          moves++;
        }
      }
      return moves + a;
    }
  }

  /** Eratosthenes' sieve up to 10,000. */
  public static final class Sieve implements Sample {
    @Override
    public long run(int n) {
      long primes = 0;
      for (int round = 0; round < n; round++) {
        var composite = new boolean[10_000];
        for (int i = 2; i < composite.length; i++) {
          if (!composite[i]) {
            primes++;
            for (int j = 2 * i; j < composite.length; j += i) {
              composite[j] = true;
            }
          }
        }
      }
      return primes;
    }
  }

  /** Small methods that call each other. */
  public static final class Calls implements Sample {
    @Override
    public long run(int n) {
      long sum = 0;
      for (int round = 0; round < n; round++) {
        for (int i = 0; i < 1_000; i++) {
          sum = mix(sum, i);
        }
      }
      return sum;
    }

    private long mix(long sum, int i) {
      return add(sum, turn(i));
    }

    private long add(long a, long b) {
      return a * 31 + b;
    }

    private long turn(int i) {
      return Integer.rotateLeft(i, 7);
    }
  }

  /** The product of two matrices of 60 by 60. */
  public static final class Matrix implements Sample {
    private static final int SIZE = 60;

    @Override
    public long run(int n) {
      var left = filled(1);
      var right = filled(2);
      double trace = 0;
      for (int round = 0; round < n; round++) {
        var product = new double[SIZE][SIZE];
        for (int i = 0; i < SIZE; i++) {
          for (int j = 0; j < SIZE; j++) {
            double sum = 0;
            for (int k = 0; k < SIZE; k++) {
              sum += left[i][k] * right[k][j];
            }
            product[i][j] = sum;
          }
        }
        trace += product[round % SIZE][round % SIZE];
      }
      return (long) trace;
    }

    private static double[][] filled(int step) {
      var matrix = new double[SIZE][SIZE];
      for (int i = 0; i < SIZE; i++) {
        for (int j = 0; j < SIZE; j++) {
          matrix[i][j] = (i * step + j) % 7;
        }
      }
      return matrix;
    }
  }

  /** A text of a hundred numbers, built and looked through. */
  public static final class Text implements Sample {
    @Override
    public long run(int n) {
      long commas = 0;
      for (int round = 0; round < n; round++) {
        var text = new StringBuilder();
        for (int i = 0; i < 100; i++) {
          text.append(i).append(',');
        }
        String whole = text.toString();
        for (int i = 0; i < whole.length(); i++) {
          if (whole.charAt(i) == ',') {
            commas++;
          }
        }
      }
      return commas;
    }
  }

  /** The longest Collatz sequence below 1,000. */
  public static final class Collatz implements Sample {
    @Override
    public long run(int n) {
      long longest = 0;
      for (int round = 0; round < n; round++) {
        for (int start = 1; start < 1_000; start++) {
          int length = 0;
          for (long value = start; value != 1; length++) {
            value = (value & 1) == 0 ? value / 2 : 3 * value + 1;
          }
          longest = Math.max(longest, length);
        }
      }
      return longest;
    }
  }

  /** The twentieth Fibonacci number, by recursion. */
  public static final class Fibonacci implements Sample {
    @Override
    public long run(int n) {
      long sum = 0;
      for (int round = 0; round < n; round++) {
        sum += fibonacci(20);
      }
      return sum;
    }

    private static int fibonacci(int n) {
      return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
    }
  }

  /** The ways to put eight queens on a board, found by going back. */
  public static final class Queens implements Sample {
    @Override
    public long run(int n) {
      long found = 0;
      for (int round = 0; round < n; round++) {
        found += place(0, 0, 0, 0);
      }
      return found;
    }

    private static int place(int row, int columns, int left, int right) {
      if (row == 8) {
        return 1;
      }
      int found = 0;
      for (int free = 255 & ~(columns | left | right); free != 0; free &= free - 1) {
        int queen = free & -free;
        found += place(row + 1, columns | queen, (left | queen) << 1, (right | queen) >> 1);
      }
      return found;
    }
  }

  /** A thousand numbers sorted by exchange around a pivot. */
  public static final class Sorting implements Sample {
    @Override
    public long run(int n) {
      long sum = 0;
      var numbers = new int[1_000];
      for (int round = 0; round < n; round++) {
        int seed = 12_345;
        for (int i = 0; i < numbers.length; i++) {
          seed = seed * 1_103_515_245 + 12_345;
          numbers[i] = seed >>> 8;
        }
        sort(numbers, 0, numbers.length - 1);
        sum += numbers[500];
      }
      return sum;
    }

    private static void sort(int[] numbers, int from, int to) {
      int low = from;
      int high = to;
      int pivot = numbers[(from + to) >>> 1];
      while (low <= high) {
        while (numbers[low] < pivot) {
          low++;
        }
        while (numbers[high] > pivot) {
          high--;
        }
        if (low <= high) {
          int swap = numbers[low];
          numbers[low++] = numbers[high];
          numbers[high--] = swap;
        }
      }
      if (from < high) {
        sort(numbers, from, high);
      }
      if (low < to) {
        sort(numbers, low, to);
      }
    }
  }

  /** A thousand words counted in a map. */
  public static final class Words implements Sample {
    @Override
    public long run(int n) {
      long sum = 0;
      var words = List.of("the", "quick", "brown", "fox", "over", "the", "lazy", "dog", "the");
      for (int round = 0; round < n; round++) {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
          counts.merge(words.get(i % words.size()), 1, Integer::sum);
        }
        for (int count : counts.values()) {
          sum += count;
        }
      }
      return sum;
    }
  }
}
