/** Seeds that once broke a promise, and what was wrong. A failing seed that has been mended is added here. */
export const REGRESSIONS: Readonly<Record<number, string>> = {
  20019:
    'a file collected, and Safe: said of it, when the power of all was back: the metadata peer had not read the name records that peers had noted which were about to join',
  11: 'a name lost in the same way, and given its first version again',
  20057: 'the same, where disks had been full',
  50026364:
    'a version of a name given twice: a holder that had been evicted while it was committed came back without it, and the other two were lost one after the other',
  61000172:
    'a name record with one copy less than three: it was committed while a holder was drained, which was called off',
  61000291: 'the same, where the metadata peer was reborn meanwhile',
  70007850:
    'a live block with one copy: the other was being written when a collection began, which did not find it to mark, and was there to be swept',
  32091031: 'a file called lost by the checker alone: who held it had no power yet',
}

/** The same, of seeds as they were before decision 0090: their courses are of the first edition. */
export const FIRST_EDITION_REGRESSIONS: Readonly<Record<number, string>> = {
  1139: 'a stray whose owner could not be reached when the ring was stable, and that nobody came back for',
  20232: 'a copy fetched for a key that had other owners by then, and that nobody looked for',
  21163:
    'a newer start of an identity that was fenced by an older one: the wall clock had jumped back, and the older was evicted',
  59: 'Safe: said of blocks whose second copy an older process of a peer had taken before it was fenced',
  683: 'the same, where nothing else happened',
  127819:
    'the same, where the older process knew of the newer from a view, and went on until the metadata peer told it',
  100859:
    'blocks beside their owners: a client went by a view of a metadata peer that had died, with the epoch that the next one began with',
  325514:
    'Safe: said of blocks that only a peer held which had been evicted: the other owner had lost its disk',
  226752:
    'second copies with a peer that is being drained, kept there for good: all but one were, and nobody looked for them',
  304: 'a delete that was applied twice: its answer was lost, the metadata peer reborn, and the name used anew meanwhile',
  1479: 'copies that one owner collected and the other brought back: it was obstructed, and tried less and less often',
  20017: 'uploads of a client that came before the first block peer, and never asked for a view again',
  6647: 'a name acknowledged with one copy of its record while the other block peers were silent, and lost with that peer',
  6673: 'the same, where the metadata peer was reborn meanwhile',
  497739793:
    'a last right copy, let go by a drained peer because the only owner had that key: its copy was rotten',
  8247430:
    'a block that a full disk had left on its second owner alone: an audit that was put off was never made',
  265: 'blocks that full disks had left with one copy, and that nobody compared again for minutes',
  2: 'a block that was called wrong for ever, although somebody else had brought a right copy',
  1012455:
    'a name acknowledged by a metadata peer that was reborn, from a record that one holder alone had, and lost with that one',
  1007478:
    'a line that was appended twice: its commit was not answered, then called too late by the next metadata peer, which was not told that it had been asked for before, and came back from its only holder',
  1006812: 'Safe: said of a block that an owner had lost in a freeze, which was not counted as missing',
  2000820:
    'Safe: said of a block whose second copy had just been brought, and swept: it had not been there to be marked',
  1034277: 'the same, where nobody looked for that copy for long',
  1005627: 'nothing: a log that had lost its only copy of a block was read to its end',
  5013163:
    'Safe: said of a block that an older process of a peer had taken with another one, long after it should have been fenced: it had been cut off',
  185: 'a commit that was applied twice: its answer was lost, the metadata peer reborn, and the name deleted meanwhile',
  208: 'strays that nobody looked for, because as many other blocks had gone as had come',
}
