<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Import;

defined( 'ABSPATH' ) || exit;

/** What an import did. */
final class ImportReport {

	/** Reasons kept; more are only counted. */
	private const REASONS = 20;

	/** Documents that were put in, new or different from before. */
	public int $changed = 0;

	/** Documents that were there already, word for word. */
	public int $unchanged = 0;

	/** Lines that could not be used. */
	public int $refused = 0;

	/** @var array<int, string> Why, by line number; the first ones. */
	public array $reasons = [];

	public function refuse( int $line, string $reason ): void {
		++$this->refused;
		if ( count( $this->reasons ) < self::REASONS ) {
			$this->reasons[ $line ] = $reason;
		}
	}
}
