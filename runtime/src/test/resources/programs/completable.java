void main() throws Exception {
  var first = java.util.concurrent.CompletableFuture.supplyAsync(() -> 20);
  var second = java.util.concurrent.CompletableFuture.supplyAsync(() -> 22);
  IO.println(first.thenCombine(second, Integer::sum).get());
}
