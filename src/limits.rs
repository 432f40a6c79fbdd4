//! Limits of reading: how large what a project holds may be.
//!
//! Real tables of aggregates stay far below all of them. They are there so that a damaged or hostile file is told with
//! its place instead of taking all memory. docs/input.md lists them for users.

/// Bytes of a file with a table.
pub const FILE: u64 = 256 << 20;
/// Bytes of all tables of a project together.
pub const FILES: u64 = 1 << 30;
/// Bytes of a table in JSON, which takes many times as much memory once it is read.
pub const JSON: usize = 64 << 20;
/// Bytes of a settings file, template or font.
pub const ASSET: u64 = 64 << 20;
/// Bytes of all of them together.
pub const ASSETS: u64 = 256 << 20;
/// Files and folders in a folder of the project, with all that is below it.
pub const ENTRIES: usize = 10_000;
/// Folders inside one another.
pub const DEPTH: usize = 8;
/// Bytes that all parts of a workbook unpack to.
pub const UNPACKED: u64 = 256 << 20;
/// Parts of a workbook.
pub const PARTS: usize = 10_000;
/// Sheets of a workbook.
pub const SHEETS: usize = 1_000;
/// Rows of a sheet, as in Excel.
pub const SHEET_ROWS: u32 = 1_048_576;
/// Cells of a row; a sheet of Excel has as many columns.
pub const ROW: usize = 16_384;
/// Cells of a table, with the empty ones before the last of a row.
pub const CELLS: usize = 10_000_000;
/// Bytes of a cell; Excel allows as many letters.
pub const CELL: usize = 32_767;
/// Bytes of all cells of a table together.
pub const TEXT: usize = 256 << 20;
/// Bytes of memory that a workbook may take to open, tried by a child of the program where the system can bound it.
pub const BOOK_MEMORY: u64 = 3 << 29;
/// Seconds that it may take.
pub const BOOK_SECONDS: u64 = 30;
/// The largest count, base or mean that is believed: more than all people of a continent.
pub const COUNT: f64 = 1e9;
/// Letters of a name that is compared with others for likeness.
pub const NAME: usize = 200;
/// Unknown names of one sort that are told apart in one table; further ones are counted together.
pub const UNKNOWN: usize = 200;
