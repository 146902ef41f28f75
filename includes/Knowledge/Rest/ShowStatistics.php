<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Knowledge\DocumentDesk;
use Aaia\Chatbot\Knowledge\KnowledgeStatistics;
use Aaia\Chatbot\Knowledge\SearchTiming;
use Aaia\Chatbot\Storage\Database;

/** GET /knowledge/statistics: how much the assistant knows, how long a search takes here, and a word when that slows its answers. Reads whole tables. */
final class ShowStatistics extends StaffRoute {

	/** Chunks up to which searches were measured to stay fast, see docs/decisions/0011: on SQLite, and on MySQL or MariaDB. */
	public const FAST_ON_SQLITE = 20_000;
	public const FAST           = 100_000;

	/** A search that takes longer than this is felt. Milliseconds. */
	public const SLOW = 200.0;

	private const LARGEST = 5;

	private const KINDS = 8;

	public function __construct(
		private readonly Database $database,
		private readonly KnowledgeStatistics $statistics,
		private readonly DocumentDesk $documents,
		private readonly SearchTiming $timing,
	) {}

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/knowledge/statistics';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function answer(): Schema {
		return Schema::closed(
			[
				'documents'   => Schema::int(),
				'chunks'      => Schema::int(),
				'excluded'    => Schema::int(),
				'text_bytes'  => Schema::int(),
				'index_bytes' => Schema::int(),
				'advice'      => Schema::string()->nullable(),
				'search_ms'   => Schema::number()->nullable(),
				'kinds'       => Schema::list_of(
					Schema::closed(
						[
							'label'     => Schema::string(),
							'type'      => Schema::string(),
							'documents' => Schema::int(),
							'chunks'    => Schema::int(),
						]
					)->named( 'KnowledgeKind' )
				),
				'largest'     => Schema::list_of( DocumentShape::schema() ),
			]
		)->named( 'KnowledgeTotals' );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$totals       = $this->statistics->totals();
		$milliseconds = $this->timing->milliseconds();
		return RouteResult::ok(
			[
				'documents'   => $totals['documents'],
				'chunks'      => $totals['chunks'],
				'excluded'    => $this->documents->count_excluded(),
				'text_bytes'  => $totals['text_bytes'],
				'index_bytes' => $totals['index_bytes'],
				'advice'      => self::advice( $totals['chunks'], $this->database->is_sqlite(), $milliseconds ),
				'search_ms'   => $milliseconds,
				'kinds'       => array_slice( $this->statistics->by_kind(), 0, self::KINDS ),
				'largest'     => array_map( DocumentShape::of( ... ), $this->documents->largest( self::LARGEST ) ),
			]
		);
	}

	/** What to do about the size or a slow search; null while there is nothing to do. */
	public static function advice( int $chunks, bool $sqlite, ?float $milliseconds = null ): ?string {
		$fast = $sqlite ? self::FAST_ON_SQLITE : self::FAST;
		if ( $chunks > $fast ) {
			return sprintf(
				/* translators: 1: number of passages, 2: number of passages that are searched quickly. */
				__( 'There are %1$s passages; up to %2$s are searched quickly on this database, so answers may begin later. Leave out kinds of content that hold no answers: below is what fills most.', 'aaia-chatbot' ),
				number_format_i18n( $chunks ),
				number_format_i18n( $fast )
			);
		}
		return null === $milliseconds || $milliseconds <= self::SLOW ? null : sprintf(
			/* translators: %s: milliseconds. */
			__( 'A search took %s ms just now, and every answer waits for one. If that is so at quiet hours too, leave out kinds of content that hold no answers: below is what fills most.', 'aaia-chatbot' ),
			number_format_i18n( $milliseconds )
		);
	}
}
