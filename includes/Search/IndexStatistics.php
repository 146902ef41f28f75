<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\DocumentListRepository;
use Aaia\Chatbot\Search\Index\UnitState;
use Aaia\Chatbot\Storage\Database;

/** Counts documents and chunks and measures the index. Reads whole tables: only for requests of the owner. */
final class IndexStatistics {

	/** Number of chunks up to which searches are fast, as measured (docs/decisions/0011): on SQLite, and on MySQL or MariaDB. */
	private const FAST_ON_SQLITE = 20_000;
	private const FAST           = 100_000;

	/** Milliseconds from which a search noticeably delays an answer. */
	private const SLOW = 200.0;

	public function __construct(
		private readonly Database $database,
		private readonly DocumentListRepository $documents,
	) {}

	/**
	 * @return array{
	 *     documents: int, chunks: int, units: int, fresh_units: int, removed_units: int, segments: int, index_bytes: int,
	 *     text_bytes: int,
	 * }
	 */
	public function totals(): array {
		$units    = $this->database->table( 'knowledge_units' );
		$by_state = [];
		foreach ( $this->database->rows(
			'SELECT state, COUNT(*) AS units, SUM(LENGTH(vector)) AS bytes FROM %i GROUP BY state',
			$units,
		) as $row ) {
			$by_state[ (int) $row['state'] ] = [ (int) $row['units'], (int) $row['bytes'] ];
		}
		$fresh    = $by_state[ UnitState::Fresh->value ] ?? [ 0, 0 ];
		$removed  = $by_state[ UnitState::Removed->value ] ?? [ 0, 0 ];
		$postings = (int) $this->database->value( 'SELECT SUM(LENGTH(data)) FROM %i', $this->database->table( 'knowledge_postings' ) );
		return [
			'documents'     => $this->documents->count_all(),
			'chunks'        => (int) $this->database->value( 'SELECT COUNT(*) FROM %i', $this->database->table( 'knowledge_chunks' ) ),
			'units'         => ( $by_state[ UnitState::Indexed->value ][0] ?? 0 ) + $fresh[0],
			'fresh_units'   => $fresh[0],
			'removed_units' => $removed[0],
			'segments'      => (int) $this->database
				->value( 'SELECT COUNT(*) FROM %i WHERE state = %s', $this->database->table( 'knowledge_segments' ), 'live' ),
			'index_bytes'   => $postings + $fresh[1] + $removed[1],
			'text_bytes'    => (int) $this->database->value( 'SELECT SUM(LENGTH(text)) FROM %i', $this->database->table( 'knowledge_chunks' ) ),
		];
	}

	/** Advice about the size of the index or a slow search; null without a problem. */
	public static function advice( int $chunks, bool $sqlite, ?float $milliseconds = null ): ?string {
		$fast = $sqlite ? self::FAST_ON_SQLITE : self::FAST;
		if ( $chunks > $fast ) {
			return sprintf(
				/* translators: 1: number of passages, 2: number of passages that are searched quickly. */
				__(
					'There are %1$s passages; this database searches up to %2$s quickly, so answers may start later. Leave out kinds of content without answers: what takes the most space is listed below.',
					'aaia-chatbot',
				),
				number_format_i18n( $chunks ),
				number_format_i18n( $fast )
			);
		}
		return null === $milliseconds || $milliseconds <= self::SLOW ? null : sprintf(
			/* translators: %s: milliseconds. */
			__(
				'A search took %s ms just now, and every answer waits for one. If it is as slow at quiet hours, leave out kinds of content without answers: what takes the most space is listed below.',
				'aaia-chatbot',
			),
			number_format_i18n( $milliseconds )
		);
	}
}
