<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Storage;

/**
 * Brings a site's tables to this release, one step at a time, lazily: the first request of each site of a network that needs it.
 *
 * Two requests may run the same step at once: steps are idempotent, so that costs time and harms nothing.
 */
final class Migrator {

	private const KEY = 'schema';

	/** @param list<Migration> $migrations In any order. */
	public function __construct(
		private readonly Database $database,
		private readonly SiteState $state,
		private readonly array $migrations,
	) {}

	/** Whether this site's tables are those of this release. Reads one small autoloaded option. */
	public function is_current(): bool {
		return $this->installed() >= $this->latest();
	}

	/**
	 * Runs the steps that are missing.
	 *
	 * @return list<int> Versions that were run.
	 *
	 * @throws DatabaseFailure When a step is refused; the steps before it stay done.
	 */
	public function migrate(): array {
		$steps = $this->migrations;
		usort( $steps, static fn( Migration $a, Migration $b ) => $a->version() <=> $b->version() );
		$done = [];
		foreach ( $steps as $step ) {
			if ( $step->version() <= $this->installed() ) {
				continue;
			}
			$step->up( $this->database );
			$this->state->set( self::KEY, $step->version() );
			$done[] = $step->version();
		}
		return $done;
	}

	/** Version of this site's tables; 0 before the first step. */
	public function installed(): int {
		$version = $this->state->get( self::KEY );
		return is_numeric( $version ) ? (int) $version : 0;
	}

	/** Version this release needs. */
	public function latest(): int {
		return max( 0, 0, ...array_map( static fn( Migration $step ) => $step->version(), $this->migrations ) );
	}
}
