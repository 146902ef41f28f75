<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Cli;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Health\CheckHealth;
use Aaia\Chatbot\Health\FindingKind;
use Aaia\Chatbot\Health\FindingMessages;
use Aaia\Chatbot\Health\FindingRepository;
use Aaia\Chatbot\Health\StoredFinding;
use Aaia\Chatbot\Support\Time;

/** What is wrong with the pages the assistant answers from. */
final class HealthCommand {

	/** A check by command is not limited in time. Seconds. */
	private const SECONDS = 86_400.0;

	/** Findings read by one query. */
	private const STEP = 100;

	private const COLUMNS = [ 'id', 'kind', 'page', 'says', 'other_page', 'other_says', 'sentence', 'ignored', 'found_at' ];

	public function __construct(
		private readonly CheckHealth $check,
		private readonly FindingRepository $findings,
	) {}

	/**
	 * Lists dead links, days that have passed and pages that contradict each other.
	 *
	 * ## OPTIONS
	 *
	 * [--kind=<kind>]
	 * : Only these: link, expired, contradiction, price, date, delay, phone or email.
	 *
	 * [--ignored]
	 * : Those that somebody chose to ignore instead.
	 *
	 * [--check]
	 * : Look over what changed first, instead of waiting for the hourly job. Addresses of other sites are not asked by this.
	 *
	 * [--format=<format>]
	 * : How they are shown.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - csv
	 * ---
	 *
	 * @param list<string>         $args
	 * @param array<string, mixed> $options
	 */
	public function __invoke( array $args, array $options ): void {
		$kind = (string) ( $options['kind'] ?? '' );
		if ( '' !== $kind && 'contradiction' !== $kind && null === FindingKind::tryFrom( $kind ) ) {
			\WP_CLI::error( '--kind is link, expired, contradiction, price, date, delay, phone or email.' );
		}
		if ( isset( $options['check'] ) ) {
			$looked_over = static fn( int $done ) => \WP_CLI::debug( $done . ' documents looked over', 'aaia' );
			Commands::guarded( fn() => $this->check->run( self::SECONDS, $looked_over ) );
		}
		\WP_CLI\Utils\format_items(
			(string) ( $options['format'] ?? 'table' ),
			Commands::guarded( fn(): array => $this->rows( $kind, isset( $options['ignored'] ) ) ),
			self::COLUMNS,
		);
	}

	/** @return list<array<string, string|int>> */
	private function rows( string $kind, bool $ignored ): array {
		$rows   = [];
		$before = null;
		do {
			$page = $this->findings->page( $kind, $ignored, $before, self::STEP );
			foreach ( $page as $finding ) {
				$before = $finding->id;
				$rows[] = $this->row( $finding );
			}
		} while ( self::STEP === count( $page ) );
		return $rows;
	}

	/** @return array<string, string|int> */
	private function row( StoredFinding $stored ): array {
		$finding = $stored->finding;
		return [
			'id'         => $stored->id,
			'kind'       => $finding->kind->value,
			'page'       => '' === $stored->document->url ? $stored->document->title : $stored->document->url,
			'says'       => '' === $finding->location->quote ? $finding->location->value : $finding->location->quote,
			'other_page' => null === $stored->other ? $finding->detail : $stored->other->url,
			'other_says' => null === $finding->other ? '' : $finding->other->quote,
			'sentence'   => FindingMessages::sentence( $finding, $finding->document_id === $finding->other_id ),
			'ignored'    => $stored->ignored ? 'yes' : 'no',
			'found_at'   => (string) Time::to_wire( $stored->found_at ),
		];
	}
}
