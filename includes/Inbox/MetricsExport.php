<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Metrics\MetricsRepository;
use Aaia\Chatbot\Conversations\CategoryRepository;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\Label;
use Aaia\Chatbot\Conversations\LabelRepository;
use Aaia\Chatbot\Conversations\Review;
use Aaia\Chatbot\Conversations\ReviewService;
use Aaia\Chatbot\Http\Csv;
use Aaia\Chatbot\Support\Time;

/**
 * Exports the metrics of answers: of all of them, or of the conversations in a list.
 *
 * Each has its review, and the category and the labels of its conversation. Keeps one page of rows in memory at a time.
 *
 * @phpstan-import-type Row from MetricsRepository
 */
final class MetricsExport {

	/** Conversations of one page. */
	private const PAGE = 100;

	private const COLUMNS = [
		'conversation', 'message', 'made_at', 'origin', 'model', 'question', 'refused', 'support', 'flags', 'passages_found',
		'passages_given', 'sources', 'retrieve_ms', 'first_ms', 'total_ms', 'input_tokens', 'output_tokens', 'cost',
		'currency', 'capped', 'category', 'labels', 'verdict', 'note', 'reviewed_at',
	];

	public function __construct(
		private readonly MetricsRepository $metrics,
		private readonly InboxRepository $inbox,
		private readonly InboxSearch $search,
		private readonly LabelRepository $labels,
		private readonly CategoryRepository $categories,
		private readonly ReviewService $reviews,
	) {}

	/**
	 * Metrics of the answers in the conversations of a list that the current user may see, in the order of the list.
	 *
	 * @return \Generator<int, Row>
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function of_list( InboxFilter $filter ): \Generator {
		$after = null;
		do {
			$page = '' === $filter->search ? $this->inbox->page( $filter, $after, self::PAGE ) : $this->search->page( $filter, $after, self::PAGE );
			foreach ( $this->metrics->for_conversations( array_map(
				static fn( Conversation $conversation ): int => $conversation->id,
				$page->items,
			) ) as $row ) {
				yield $row;
			}
			$after = $page->next;
		} while ( null !== $after );
	}

	/**
	 * One JSON object per line.
	 *
	 * @param iterable<Row> $rows
	 *
	 * @return \Generator<int, string>
	 */
	public function json_lines( iterable $rows ): \Generator {
		foreach ( $this->sorted( $rows ) as [ $row, $category, $labels, $review ] ) {
			yield self::json( $row, $category, $labels, $review ) . "\n";
		}
	}

	/**
	 * One JSON array.
	 *
	 * @param iterable<Row> $rows
	 *
	 * @return \Generator<int, string>
	 */
	public function json_array( iterable $rows ): \Generator {
		$before = "[\n";
		foreach ( $this->sorted( $rows ) as [ $row, $category, $labels, $review ] ) {
			yield $before . self::json( $row, $category, $labels, $review );
			$before = ",\n";
		}
		yield "[\n" === $before ? "[]\n" : "\n]\n";
	}

	/**
	 * CSV with a header line.
	 *
	 * @param iterable<Row> $rows
	 *
	 * @return \Generator<int, string>
	 */
	public function csv( iterable $rows ): \Generator {
		yield Csv::BOM . Csv::line( self::COLUMNS );
		foreach ( $this->sorted( $rows ) as [ $row, $category, $labels, $review ] ) {
			$data = $row['metrics']->data;
			yield Csv::line(
				[
					$row['conversation'],
					$row['message'],
					$row['made_at'],
					$data['origin'],
					$data['model'],
					$data['question'],
					$data['refused'],
					$data['support'],
					implode( ' | ', array_map( static fn( array $flag ): string => $flag['kind'] . ': ' . $flag['value'], $data['flags'] ) ),
					count( $data['passages'] ),
					count( array_filter( array_column( $data['passages'], 'in_prompt' ) ) ),
					implode(
						' | ',
						array_map(
							static fn( array $passage ): string => '' === $passage['url'] ? $passage['title'] : $passage['url'],
							array_filter( $data['passages'], static fn( array $passage ): bool => $passage['cited'] ),
						),
					),
					$data['times']['retrieve'],
					$data['times']['first'],
					$data['times']['total'],
					$data['tokens']['input'] ?? null,
					$data['tokens']['output'] ?? null,
					null === $data['cost'] ? null : $data['cost']['micro'] / 1_000_000,
					$data['cost']['currency'] ?? null,
					$data['capped'],
					$category,
					implode( ' | ', $labels ),
					$review?->verdict->value,
					$review?->note,
					null === $review ? null : Time::to_wire( $review->reviewed_at ),
				]
			);
		}
	}

	/**
	 * Rows with the names of the category and the labels of their conversations, and their reviews.
	 *
	 * @param iterable<Row> $rows
	 *
	 * @return \Generator<int, array{Row, ?string, list<string>, ?Review}>
	 */
	private function sorted( iterable $rows ): \Generator {
		$page = [];
		foreach ( $rows as $row ) {
			$page[] = $row;
			if ( self::PAGE === count( $page ) ) {
				yield from $this->sorted_page( $page );
				$page = [];
			}
		}
		yield from $this->sorted_page( $page );
	}

	/**
	 * @param list<Row> $rows
	 *
	 * @return list<array{Row, ?string, list<string>, ?Review}>
	 */
	private function sorted_page( array $rows ): array {
		$ids        = array_values( array_unique( array_column( $rows, 'conversation_id' ) ) );
		$labels     = $this->labels->of_conversations( $ids );
		$categories = $this->categories->of_conversations( $ids );
		$reviews    = $this->reviews->of_conversations( $ids );
		$name       = static fn( Label $label ): string => $label->name;
		return array_map(
			static fn( array $row ): array => [
				$row,
				$categories[ $row['conversation_id'] ] ?? null,
				array_map( $name, $labels[ $row['conversation_id'] ] ?? [] ),
				$reviews[ $row['message'] ] ?? null,
			],
			$rows,
		);
	}

	/**
	 * @param Row          $row
	 * @param list<string> $labels
	 */
	private static function json( array $row, ?string $category, array $labels, ?Review $review ): string {
		return (string) wp_json_encode(
			[
				'message'      => $row['message'],
				'conversation' => $row['conversation'],
				'made_at'      => $row['made_at'],
				'category'     => $category,
				'labels'       => $labels,
				'review'       => null === $review ? null : [
					'verdict' => $review->verdict->value,
					'note'    => $review->note,
					'at'      => Time::to_wire( $review->reviewed_at ),
				],
			] + $row['metrics']->data,
			JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE,
		);
	}
}
