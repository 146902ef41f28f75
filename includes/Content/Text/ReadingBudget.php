<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text;

defined( 'ABSPATH' ) || exit;

/**
 * What reading one file may cost: time, memory, and bytes unpacked.
 *
 * Readers ask it between pages, objects, elements, rows and entries, and look through what they hand to a library first, so that no single
 * step takes long. PHP's own time limit stands behind it; a file on which PHP was ended is not tried for ever (see Sources\FileStates).
 */
final class ReadingBudget {

	/** Seconds a file may take: a book of 500 pages takes about 10. */
	public const SECONDS = 20.0;

	/** Bytes all parts of a file may have unpacked: a bomb ends here. */
	public const UNPACKED = 200_000_000;

	/** Small steps after which time and memory are looked at: about 10 ms of work. */
	private const STEPS = 500;

	/** Share of PHP's memory that may be in use. */
	private const MEMORY_SHARE = 0.8;

	private readonly float $until;

	/** Bytes; 0 when PHP has no limit. */
	private readonly int $memory;

	private int $unpacked = 0;

	private int $steps = 0;

	/**
	 * @param float $seconds From now on.
	 * @param int   $bytes   Unpacked, in all.
	 */
	public function __construct(
		float $seconds = self::SECONDS,
		private readonly int $bytes = self::UNPACKED,
	) {
		$this->until  = microtime( true ) + $seconds;
		$this->memory = max( 0, (int) ( self::MEMORY_SHARE * wp_convert_hr_to_bytes( (string) ini_get( 'memory_limit' ) ) ) );
	}

	/**
	 * Goes on only while there is time and memory.
	 *
	 * @param int $wanted Bytes of memory the next step will take.
	 *
	 * @throws ReadingFailed
	 */
	public function check( int $wanted = 0 ): void {
		if ( microtime( true ) > $this->until || $this->memory > 0 && $this->is_short_of_memory( $wanted ) ) {
			throw new ReadingFailed( Unreadable::TooHeavy );
		}
	}

	/** PHP's limit counts the chunks it holds, gaps between values included; chunks that hold nothing are given back first, as PHP does before it fails. */
	private function is_short_of_memory( int $wanted ): bool {
		if ( memory_get_usage( true ) + $wanted <= $this->memory ) {
			return false;
		}
		gc_mem_caches();
		return memory_get_usage( true ) + $wanted > $this->memory;
	}

	/**
	 * One of very many small steps: goes on as check() does, which is asked now and then.
	 *
	 * @throws ReadingFailed
	 */
	public function step(): void {
		if ( 0 === ++$this->steps % self::STEPS ) {
			$this->check();
		}
	}

	/**
	 * So many more bytes were unpacked.
	 *
	 * @throws ReadingFailed
	 */
	public function count_unpacked( int $bytes ): void {
		$this->unpacked += $bytes;
		if ( $this->unpacked > $this->bytes ) {
			throw new ReadingFailed( Unreadable::TooHeavy );
		}
	}
}
