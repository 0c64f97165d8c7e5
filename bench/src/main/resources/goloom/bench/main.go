// The programs of Messages.java in Go, measured as Runner.java does.
package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"sync"
	"time"
)

var programs = map[string]func(n int) int{
	"unbuffered": func(n int) int {
		c := make(chan int)
		go sendAll(c, n)
		return sum(c)
	},
	"buffered": func(n int) int {
		c := make(chan int, 16)
		go sendAll(c, n)
		return sum(c)
	},
	"spawn":   spawn,
	"mutex":   locking,
	"select":  twoCases,
	"workers": workers,
	"chain":   chain,
	"fields":  fields,
	"nodes":   nodes,
	"matrix":  matrix,
	"sieve":   sieve,
}

func send(c chan<- int, n int) {
	for i := 0; i < n; i++ {
		c <- 1
	}
}

func sendAll(c chan<- int, n int) {
	send(c, n)
	close(c)
}

func sum(c <-chan int) int {
	total := 0
	for v := range c {
		total += v
	}
	return total
}

func spawn(n int) int {
	var group sync.WaitGroup
	for done := 0; done < n; {
		batch := n - done
		if batch > 1000 {
			batch = 1000
		}
		group.Add(batch)
		for i := 0; i < batch; i++ {
			go group.Done()
		}
		group.Wait()
		done += batch
	}
	return n
}

func locking(n int) int {
	var mutex sync.Mutex
	count := 0
	for i := 0; i < n; i++ {
		mutex.Lock()
		count++
		mutex.Unlock()
	}
	return count
}

func twoCases(n int) int {
	left, right := make(chan int), make(chan int)
	go send(left, n/2)
	go send(right, n-n/2)
	total := 0
	for total < n {
		select {
		case v := <-left:
			total += v
		case v := <-right:
			total += v
		}
	}
	return total
}

func workers(n int) int {
	jobs, results := make(chan int, 16), make(chan int, 16)
	for worker := 0; worker < 4; worker++ {
		go func() {
			for job := range jobs {
				results <- job * 2
			}
		}()
	}
	go sendAll(jobs, n)
	total := 0
	for i := 0; i < n; i++ {
		total += <-results
	}
	return total
}

func chain(n int) int {
	total := 0
	for i := 0; i < n; i++ {
		first := make(chan int)
		right := first
		for stage := 0; stage < 10000; stage++ {
			from := make(chan int)
			go func(to chan<- int) { to <- 1 + <-from }(right)
			right = from
		}
		go func() { right <- 0 }()
		total += <-first
	}
	return total
}

type three struct{ a, b, moves int }

func fields(n int) int {
	t := &three{a: 1}
	for round := 0; round < n; round++ {
		for i := 0; i < 1000; i++ {
			t.a += t.b
			t.b = t.a - t.b
			t.moves++
		}
	}
	return t.moves + t.a
}

type node struct {
	value int
	next  *node
}

func nodes(n int) int {
	var first *node
	for i := 0; i < 1000; i++ {
		first = &node{i, first}
	}
	total := 0
	for round := 0; round < n; round++ {
		for each := first; each != nil; each = each.next {
			total += each.value & 1
			each.value++
		}
	}
	return total
}

func filled(step int) [][]float64 {
	m := make([][]float64, 60)
	for i := range m {
		m[i] = make([]float64, 60)
		for j := range m[i] {
			m[i][j] = float64((i*step + j) % 7)
		}
	}
	return m
}

func matrix(n int) int {
	left, right := filled(1), filled(2)
	trace := 0.0
	for round := 0; round < n; round++ {
		product := filled(0)
		for i := range left {
			for j := range left {
				sum := 0.0
				for k := range left {
					sum += left[i][k] * right[k][j]
				}
				product[i][j] = sum
			}
		}
		trace += product[round%60][round%60]
	}
	return int(trace)
}

func sieve(n int) int {
	primes := 0
	for round := 0; round < n; round++ {
		composite := make([]bool, 10000)
		for i := 2; i < len(composite); i++ {
			if !composite[i] {
				primes++
				for j := 2 * i; j < len(composite); j += i {
					composite[j] = true
				}
			}
		}
	}
	return primes
}

func parked(n int) {
	c := make(chan int)
	var group sync.WaitGroup
	before := used()
	start := time.Now()
	group.Add(n)
	for i := 0; i < n; i++ {
		go func() {
			<-c
			group.Done()
		}()
	}
	runtime.Gosched()
	starting := time.Since(start)
	bytes := (used() - before) / uint64(n)
	start = time.Now()
	close(c)
	group.Wait()
	fmt.Println("bytes", bytes)
	fmt.Println("millis", (starting + time.Since(start)).Milliseconds())
}

func used() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapInuse + stats.StackInuse
}

func nanos(program func(int) int, n int) int64 {
	start := time.Now()
	program(n)
	return time.Since(start).Nanoseconds()
}

// NAME ROUNDS MILLIS
func main() {
	rounds, _ := strconv.Atoi(os.Args[2])
	millis, _ := strconv.Atoi(os.Args[3])
	if os.Args[1] == "parked" {
		parked(rounds)
		return
	}
	program := programs[os.Args[1]]
	wanted := int64(millis) * 1_000_000
	n := 1
	for nanos(program, n) < wanted && n < 1<<28 {
		n *= 2
	}
	for round := 0; round < rounds; round++ {
		fmt.Println("go", float64(nanos(program, n))/float64(n))
	}
}
