<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Storage;

defined( 'ABSPATH' ) || exit;

/**
 * Updates a site's tables to this release, step by step. Each site of a network is updated by its first request after an update.
 *
 * Two requests may run the same step at once; steps are idempotent, so this only costs time.
 */
final class Migrator {

	/** Names of steps in states stored before steps had numbers, below our namespace. They are read once and stored as numbers. */
	private const FORMER = [
		'Events\CreateEventTables' => 1,
		'Jobs\CreateJobTable' => 2,
		'Http\CreateVisitorTables' => 3,
		'Conversations\CreateConversationTables' => 4,
		'Conversations\CreateSourceReports' => 5,
		'Knowledge\CreateKnowledgeTables' => 10,
		'Knowledge\CreateKnowledgeAnswers' => 11,
		'Knowledge\Web\CreateWebTables' => 12,
		'Knowledge\Embeddings\CreateVectorTables' => 14,
		'Knowledge\Health\CreateHealthTables' => 15,
		'Knowledge\CreateFileStates' => 16,
		'Knowledge\AddSyncRuns' => 18,
		'Assistant\CreateUsageTable' => 20,
		'Assistant\CreateAnswerMetricsTable' => 21,
		'Assistant\Cost\CreateCostTables' => 22,
		'Assistant\Metrics\ExtendAnswerMetrics' => 23,
		'Knowledge\History\CreateVersionTable' => 24,
		'Alerts\CreateDeliveryTables' => 200,
		'Alerts\Rules\CreateRuleTables' => 201,
		'Alerts\Outside\CreateServiceTable' => 202,
		'Conversations\CreateAddressChecks' => 203,
		'Alerts\Digest\IndexTimes' => 204,
		'Alerts\IndexRecipients' => 205,
	];

	/** @param array<int, class-string<Migration>> $migrations By version. Instantiated only to run. */
	public function __construct(
		private readonly Database $database,
		private readonly SiteState $state,
		private readonly array $migrations,
	) {}

	/** Whether all steps of this release have run on this site. Reads one small autoloaded option. */
	public function is_current(): bool {
		return [] === array_diff( array_keys( $this->migrations ), $this->installed() );
	}

	/** @return list<int> Versions of all steps that this release knows. */
	public function known(): array {
		return array_keys( $this->migrations );
	}

	/** A check of the tables made by the steps that have run on this site. */
	public function check_installed(): TableCheck {
		return $this->check( array_intersect_key( $this->migrations, array_flip( $this->installed() ) ) );
	}

	/** A check of the tables made by all steps of this release. */
	public function check_all(): TableCheck {
		return $this->check( $this->migrations );
	}

	/**
	 * Runs the steps that have not run yet, in the order of their versions.
	 *
	 * @return list<int> Versions that were run.
	 *
	 * @throws DatabaseFailure When a step fails; the steps before it stay done.
	 */
	public function migrate(): array {
		$done = [];
		foreach ( $this->make_in_order( array_diff_key( $this->migrations, array_flip( $this->installed() ) ) ) as $step ) {
			$step->up( $this->database );
			$done[] = $step->version();
			$this->store_versions( [ ...$this->installed(), $step->version() ] );
		}
		if ( is_array( $this->state->get( SiteState::SCHEMA ) ) ) {
			$this->store_versions( $this->installed() );
		}
		return $done;
	}

	/**
	 * @param ?array<int, class-string<Migration>> $steps Null: all.
	 *
	 * @return list<Migration> Made, in the order of their versions.
	 */
	public function make_in_order( ?array $steps = null ): array {
		$steps ??= $this->migrations;
		ksort( $steps );
		return array_map( static fn( string $step ): Migration => new $step(), array_values( $steps ) );
	}

	/**
	 * The versions as stored in the state of a site: sorted and joined by commas.
	 *
	 * @param list<int> $versions
	 */
	public static function format_versions( array $versions ): string {
		$versions = array_unique( $versions );
		sort( $versions );
		return implode( ',', $versions );
	}

	/** @param array<int, class-string<Migration>> $steps */
	private function check( array $steps ): TableCheck {
		ksort( $steps );
		return new TableCheck( $this->database, array_keys( $steps ) );
	}

	/** @param list<int> $versions */
	private function store_versions( array $versions ): void {
		$this->state->set( SiteState::SCHEMA, self::format_versions( $versions ) );
	}

	/** @return list<int> Steps that have run on this site. */
	private function installed(): array {
		$steps = $this->state->get( SiteState::SCHEMA );
		if ( is_string( $steps ) ) {
			return array_map( intval( ... ), array_values( array_filter( explode( ',', $steps ), 'is_numeric' ) ) );
		}
		$numbers = [];
		foreach ( is_array( $steps ) ? $steps : [] as $name ) {
			$numbers[] = is_string( $name ) ? self::FORMER[ str_replace( 'Aaia\\Chatbot\\', '', $name ) ] ?? null : null;
		}
		return array_values( array_filter( $numbers, is_int( ... ) ) );
	}
}
