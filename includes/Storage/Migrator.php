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
		return [] === $this->missing();
	}

	/**
	 * Runs the steps that are missing.
	 *
	 * @return list<int> Versions that were run.
	 *
	 * @throws DatabaseFailure When a step is refused; the steps before it stay done.
	 */
	public function migrate(): array {
		$done = [];
		foreach ( $this->missing() as $step ) {
			$step->up( $this->database );
			$this->state->set( self::KEY, [ ...$this->installed(), $step->version() ] );
			$done[] = $step->version();
		}
		return $done;
	}

	/** @return list<int> Versions of the steps this site has taken. */
	public function installed(): array {
		$versions = $this->state->get( self::KEY );
		return is_array( $versions ) ? array_values( array_filter( $versions, 'is_int' ) ) : [];
	}

	/** @return list<Migration> Steps this site has not taken, in order. */
	private function missing(): array {
		$done    = $this->installed();
		$missing = array_filter( $this->migrations, static fn( Migration $step ): bool => ! in_array( $step->version(), $done, true ) );
		usort( $missing, static fn( Migration $a, Migration $b ): int => $a->version() <=> $b->version() );
		return $missing;
	}
}
