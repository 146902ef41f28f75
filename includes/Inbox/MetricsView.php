<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

use Aaia\Chatbot\Assistant\Metrics\Metrics;
use Aaia\Chatbot\Assistant\Metrics\MissingReason;
use Aaia\Chatbot\Assistant\Metrics\Origin;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Support\Time;

/** How an answer came about, as staff see it on the wire: the figures, or why there are none. */
final class MetricsView {

	/** Shape on the wire. */
	public static function schema(): Schema {
		return Schema::closed(
			[
				'message' => Schema::string(),
				'reason'  => Schema::enum( ...array_column( MissingReason::cases(), 'value' ) )->nullable(),
				'made_at' => Schema::string()->nullable(),
				'details' => self::details()->nullable(),
			]
		)->named( 'AnswerMetrics' );
	}

	/** @return array<string, mixed> */
	public static function known( string $message, Metrics $metrics, \DateTimeImmutable $made_at ): array {
		return [
			'message' => $message,
			'reason'  => null,
			'made_at' => Time::to_wire( $made_at ),
			'details' => $metrics->data,
		];
	}

	/** @return array<string, mixed> */
	public static function missing( string $message, MissingReason $reason ): array {
		return [
			'message' => $message,
			'reason'  => $reason->value,
			'made_at' => null,
			'details' => null,
		];
	}

	private static function details(): Schema {
		$milliseconds = Schema::int()->nullable();
		return Schema::closed(
			[
				'origin'    => Schema::enum( ...array_column( Origin::cases(), 'value' ) ),
				'question'  => Schema::string(),
				'searched'  => Schema::string(),
				'model'     => Schema::string(),
				'refused'   => Schema::bool(),
				'readable'  => Schema::bool(),
				'action'    => Schema::enum( 'annotate', 'replace' )->nullable(),
				'support'   => Schema::number()->nullable(),
				'passages'  => Schema::list_of( self::passage() ),
				'sentences' => Schema::list_of(
					Schema::closed(
						[
							'text'    => Schema::string(),
							'support' => Schema::number(),
							'passage' => Schema::int()->nullable(),
						]
					)->named( 'SentenceSupport' )
				),
				'flags'     => Schema::list_of(
					Schema::closed(
						[
							'kind'  => Schema::enum( 'email', 'url', 'date', 'phone', 'price', 'time', 'number' ),
							'value' => Schema::string(),
						]
					)->named( 'GroundingFlag' )
				),
				'times'     => Schema::closed(
					[
						'retrieve' => $milliseconds,
						'first'    => $milliseconds,
						'total'    => $milliseconds,
					]
				),
				'tokens'    => Schema::closed(
					[
						'input'  => Schema::int(),
						'output' => Schema::int(),
					]
				)->nullable(),
			]
		)->named( 'AnswerDetails' );
	}

	private static function passage(): Schema {
		return Schema::closed(
			[
				'rank'       => Schema::int(),
				'chunk'      => Schema::int(),
				'document'   => Schema::string(),
				'title'      => Schema::string(),
				'url'        => Schema::string(),
				'score'      => Schema::number(),
				'confidence' => Schema::number(),
				'in_prompt'  => Schema::bool(),
				'cited'      => Schema::bool(),
			]
		)->named( 'RankedPassage' );
	}
}
