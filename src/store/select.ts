/**
 * Moves the `count` smallest numbers to the front, the greatest of them last, the others in no order
 * (quickselect: Hoare, "Algorithm 65: Find", 1961). `count` is at least 1.
 */
export function selectSmallest(numbers: Float64Array, count: number): void {
  let low = 0
  let high = numbers.length - 1
  while (low < high) {
    const pivot = numbers[(low + high) >> 1]!
    let left = low
    let right = high
    while (left <= right) {
      while (numbers[left]! < pivot) left++
      while (numbers[right]! > pivot) right--
      if (left > right) break
      const swapped = numbers[left]!
      numbers[left++] = numbers[right]!
      numbers[right--] = swapped
    }
    if (count - 1 <= right) high = right
    else if (count - 1 >= left) low = left
    else return
  }
}
