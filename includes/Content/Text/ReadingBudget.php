<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text;

defined( 'ABSPATH' ) || exit;

/**
 * Limits of time, memory and unpacked bytes for reading one file.
 *
 * Readers check it between pages, objects, elements, rows and entries. They inspect data before they pass it to a library, so that no
 * single step takes long. PHP's own time limit is the last resort; a file on which PHP died is skipped (see Sources\FileStateRepository).
 */
final class ReadingBudget {

	/** Seconds per file. A book of 500 pages takes about 10. */
	public const SECONDS = 20.0;

	/** Unpacked bytes of all parts of a file, which stops decompression bombs. */
	public const UNPACKED = 200_000_000;

	/** Steps between two checks of time and memory, about 10 ms of work. */
	private const STEPS = 500;

	/** Share of PHP's memory limit that may be used. */
	private const MEMORY_SHARE = 0.8;

	private readonly float $until;

	/** Bytes; 0 when PHP has no memory limit. */
	private readonly int $memory;

	private int $unpacked = 0;

	private int $steps = 0;

	/**
	 * @param float $seconds From now on.
	 * @param int   $bytes   Unpacked bytes of all parts.
	 */
	public function __construct(
		float $seconds = self::SECONDS,
		private readonly int $bytes = self::UNPACKED,
	) {
		$this->until  = microtime( true ) + $seconds;
		$this->memory = max( 0, (int) ( self::MEMORY_SHARE * wp_convert_hr_to_bytes( (string) ini_get( 'memory_limit' ) ) ) );
	}

	/**
	 * Checks time and memory.
	 *
	 * @param int $wanted Bytes of memory that the next step needs.
	 *
	 * @throws ReadingFailed When the budget is spent.
	 */
	public function check( int $wanted = 0 ): void {
		if ( microtime( true ) > $this->until || $this->memory > 0 && $this->is_short_of_memory( $wanted ) ) {
			throw new ReadingFailed( Unreadable::TooHeavy );
		}
	}

	/** PHP's limit counts whole chunks of memory with their gaps. Empty chunks are released first, as PHP does before it fails. */
	private function is_short_of_memory( int $wanted ): bool {
		if ( memory_get_usage( true ) + $wanted <= $this->memory ) {
			return false;
		}
		gc_mem_caches();
		return memory_get_usage( true ) + $wanted > $this->memory;
	}

	/**
	 * Counts a small step, and calls check() every 500 steps.
	 *
	 * @throws ReadingFailed When the budget is spent.
	 */
	public function step(): void {
		if ( 0 === ++$this->steps % self::STEPS ) {
			$this->check();
		}
	}

	/**
	 * Counts unpacked bytes.
	 *
	 * @throws ReadingFailed When there are too many.
	 */
	public function count_unpacked( int $bytes ): void {
		$this->unpacked += $bytes;
		if ( $this->unpacked > $this->bytes ) {
			throw new ReadingFailed( Unreadable::TooHeavy );
		}
	}
}
