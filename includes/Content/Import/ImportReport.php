<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Import;

defined( 'ABSPATH' ) || exit;

/** Result of an import: counts, and the first reasons for refused lines. */
final class ImportReport {

	/** Number of reasons stored. */
	private const REASONS = 20;

	/** Documents that were new or different. */
	public int $changed = 0;

	/** Documents that were already stored with the same content. */
	public int $unchanged = 0;

	/** Lines that could not be used. */
	public int $refused = 0;

	/** @var array<int, string> Reasons for refused lines, by line number. */
	public array $reasons = [];

	public function refuse( int $line, string $reason ): void {
		++$this->refused;
		if ( count( $this->reasons ) < self::REASONS ) {
			$this->reasons[ $line ] = $reason;
		}
	}
}
