package main

import "fmt"

func main() {
	jobs := make(chan int, 3)
	done := make(chan string)
	go func() {
		for n := range jobs {
			fmt.Println("job", n)
		}
		done <- "finished"
	}()
	for i := 1; i <= 5; i++ {
		jobs <- i
	}
	close(jobs)
	fmt.Println(<-done)
}
