<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Metrics\AnswerMetricsRecord;
use Aaia\Chatbot\Assistant\Metrics\MetricsOrigin;
use Aaia\Chatbot\Assistant\Metrics\MissingReason;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Support\Time;

/** Metrics of an answer in the staff API, or why there are none. */
final class MetricsResource {

	/** Keys that only the server needs: hashes, and the start of a repeated search. */
	private const INNER = [ 'prompt', 'newest', 'language' ];

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
	public static function known( string $message, AnswerMetricsRecord $metrics, \DateTimeImmutable $made_at ): array {
		return [
			'message' => $message,
			'reason'  => null,
			'made_at' => Time::to_wire( $made_at ),
			'details' => [ 'sent' => null !== $metrics->data['prompt'] ] + array_diff_key( $metrics->data, array_flip( self::INNER ) ),
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

	/** Schema of a prompt. Texts that were deleted are null. */
	public static function prompt(): Schema {
		return Schema::closed(
			[
				'model' => Schema::string(),
				'tools' => Schema::list_of( Schema::string() ),
				'exact' => Schema::bool(),
				'parts' => Schema::list_of(
					Schema::closed(
						[
							'kind'   => Schema::enum( 'instructions', 'rules', 'passage', 'user', 'assistant', 'question' ),
							'number' => Schema::int()->nullable(),
							'text'   => Schema::string()->nullable(),
						]
					)->named( 'PromptPart' )
				),
			]
		)->named( 'SentPrompt' );
	}

	/** Schema of a repeated search: the repetition, the recorded search and the current one. */
	public static function repetition(): Schema {
		return Schema::closed(
			[
				'then'     => Schema::list_of( self::passage() ),
				'repeated' => Schema::list_of( self::passage() ),
				'now'      => Schema::list_of( self::passage() ),
				'restored' => Schema::int(),
				'hidden'   => Schema::int(),
				'removed'  => Schema::int(),
				'lost'     => Schema::int(),
			]
		)->named( 'Repetition' );
	}

	private static function details(): Schema {
		$milliseconds = Schema::int()->nullable();
		return Schema::closed(
			[
				'origin'    => Schema::enum( ...array_column( MetricsOrigin::cases(), 'value' ) ),
				'question'  => Schema::string(),
				'searched'  => Schema::string(),
				'model'     => Schema::string(),
				'refused'   => Schema::bool(),
				'readable'  => Schema::bool(),
				'capped'    => Schema::bool(),
				'sent'      => Schema::bool(),
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
				'cost'      => Schema::closed(
					[
						'micro'    => Schema::int(),
						'currency' => Schema::string(),
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
