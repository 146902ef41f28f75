<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Search\Index\IndexSearch;
use Aaia\Chatbot\Storage\Database;

/** Measures the duration of a search on this server, by searching for titles of indexed pages. */
final class SearchTiming {

	/** Number of timed searches; one more before them warms the caches. */
	private const SEARCHES = 3;

	/** Words of a title used as a query: about as many as a question has. */
	private const WORDS = 8;

	public function __construct(
		private readonly Database $database,
		private readonly IndexSearch $search,
	) {}

	/** Median duration in milliseconds; null while the index is empty. */
	public function milliseconds(): ?float {
		$questions = $this->questions();
		if ( [] === $questions ) {
			return null;
		}
		$times = [];
		foreach ( [ $questions[0], ...$questions ] as $question ) {
			$began = hrtime( true );
			$this->search->hits( new SearchQuery( $question ) );
			$times[] = ( hrtime( true ) - $began ) / 1e6;
		}
		$times = array_slice( $times, 1 );
		sort( $times );
		return round( $times[ intdiv( count( $times ), 2 ) ], 1 );
	}

	/** @return list<string> Titles from the beginning, the middle and the end of the index. */
	private function questions(): array {
		$documents = $this->database->table( 'knowledge_documents' );
		$last      = (int) $this->database->value( 'SELECT MAX(id) FROM %i', $documents );
		$questions = [];
		for ( $part = 0; $part < self::SEARCHES; $part++ ) {
			$title = $this->database->value(
				'SELECT title FROM %i WHERE id >= %d AND title <> \'\' ORDER BY id LIMIT 1',
				$documents,
				intdiv( $last * $part, self::SEARCHES ),
			);
			if ( null !== $title ) {
				$questions[] = implode( ' ', array_slice( explode( ' ', $title ), 0, self::WORDS ) );
			}
		}
		return array_values( array_unique( $questions ) );
	}
}
