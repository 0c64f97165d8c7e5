void main() {
  var seen = new ArrayList<String>();
  seen.add("%.6f".formatted(Math.random()));
  seen.add(String.valueOf(new Random().nextInt(1000)));
  seen.add(String.valueOf(java.util.concurrent.ThreadLocalRandom.current().nextInt(1000)));
  seen.add(UUID.randomUUID().toString());
  seen.add(java.time.Instant.now().toString());
  seen.add(String.valueOf(System.nanoTime() > 0));
  seen.forEach(IO::println);
}
