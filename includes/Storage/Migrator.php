<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Storage;

defined( 'ABSPATH' ) || exit;

/**
 * Brings a site's tables to this release, one step at a time, lazily: the first request of each site of a network that needs it.
 *
 * Two requests may run the same step at once: steps are idempotent, so that costs time and harms nothing.
 */
final class Migrator {

	/** Where the steps a site has taken are kept in SiteState; a site without it is none of ours. */
	public const KEY = 'schema';

	/** @param list<class-string<Migration>> $migrations In any order; made only when they are to run. */
	public function __construct(
		private readonly Database $database,
		private readonly SiteState $state,
		private readonly array $migrations,
	) {}

	/** Whether this site's tables are those of this release. Reads one small autoloaded option. */
	public function is_current(): bool {
		return [] === array_diff( $this->migrations, $this->installed() );
	}

	/** The tables as the steps made them that this site has taken. */
	public function taken(): TableCheck {
		return $this->check( array_values( array_intersect( $this->migrations, $this->installed() ) ) );
	}

	/** The tables as all steps of this release make them. */
	public function whole(): TableCheck {
		return $this->check( $this->migrations );
	}

	/**
	 * Runs the steps that are missing, in the order of their versions.
	 *
	 * @return list<int> Versions that were run.
	 *
	 * @throws DatabaseFailure When a step is refused; the steps before it stay done.
	 */
	public function migrate(): array {
		$done = [];
		foreach ( $this->in_order( array_values( array_diff( $this->migrations, $this->installed() ) ) ) as $step ) {
			$step->up( $this->database );
			$this->state->set( self::KEY, [ ...$this->installed(), $step::class ] );
			$done[] = $step->version();
		}
		return $done;
	}

	/**
	 * @param ?list<class-string<Migration>> $steps Null: all.
	 *
	 * @return list<Migration> Made, in the order of their versions.
	 */
	public function in_order( ?array $steps = null ): array {
		$made = array_map( static fn( string $step ): Migration => new $step(), $steps ?? $this->migrations );
		usort( $made, static fn( Migration $a, Migration $b ): int => $a->version() <=> $b->version() );
		return $made;
	}

	/** @param list<class-string<Migration>> $steps */
	private function check( array $steps ): TableCheck {
		return new TableCheck( $this->database, array_map( static fn( Migration $step ): int => $step->version(), $this->in_order( $steps ) ) );
	}

	/** @return list<string> Steps this site has taken, by class. */
	private function installed(): array {
		$steps = $this->state->get( self::KEY );
		return is_array( $steps ) ? array_values( array_filter( $steps, 'is_string' ) ) : [];
	}
}
