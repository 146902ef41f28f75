<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Metrics;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Text;

/**
 * Stored metrics of an answer: at most 4 kB of JSON, whatever the lengths of passages and answer.
 *
 * @phpstan-type PassageLine array{
 *     rank: int, chunk: int, document: string, title: string, url: string, score: float, confidence: float,
 *     in_prompt: bool, cited: bool,
 * }
 * @phpstan-type SentenceLine array{text: string, support: float, passage: ?int}
 * @phpstan-type FlagLine array{kind: string, value: string}
 * @phpstan-type Times array{retrieve: ?int, first: ?int, total: ?int}
 * @phpstan-type Tokens array{input: int, output: int}
 * @phpstan-type Cost array{micro: int, currency: string}
 * @phpstan-type Prompt array{
 *     system: string, instructions: string, rules: string, fence?: string, passages: list<string>,
 *     documents: list<int>, history: int, said: string, tools: list<string>,
 * }
 * @phpstan-type Data array{
 *     origin: string, question: string, searched: string, language: string, model: string, refused: bool,
 *     readable: bool, action: ?string, capped: bool, support: ?float, passages: list<PassageLine>,
 *     sentences: list<SentenceLine>, flags: list<FlagLine>, times: Times, tokens: ?Tokens, cost: ?Cost,
 *     prompt: ?Prompt, newest: ?int,
 * }
 */
final class AnswerMetricsRecord {

	/** Most bytes of the JSON. */
	public const LARGEST = 4096;

	/**
	 * Limits of each part; the next line is used when the result is too large. Texts in characters. An address that is too long is left
	 * out, because part of one is useless.
	 */
	private const BUDGETS = [
		[
			'question' => 300, 'title' => 80, 'url' => 200, 'document' => 120, 'passages' => 9, 'text' => 160, 'sentences' => 12,
			'value' => 100, 'flags' => 12,
		],
		[
			'question' => 200, 'title' => 60, 'url' => 120, 'document' => 80, 'passages' => 9, 'text' => 70, 'sentences' => 12,
			'value' => 60, 'flags' => 10,
		],
		[
			'question' => 120, 'title' => 40, 'url' => 70, 'document' => 60, 'passages' => 7, 'text' => 40, 'sentences' => 8,
			'value' => 40, 'flags' => 6,
		],
		[
			'question' => 40, 'title' => 12, 'url' => 0, 'document' => 20, 'passages' => 6, 'text' => 0, 'sentences' => 0,
			'value' => 20, 'flags' => 4,
		],
	];

	/** Defaults of values that rows of earlier releases lack. */
	private const LATER = [
		'language' => '',
		'capped'   => false,
		'cost'     => null,
		'prompt'   => null,
		'newest'   => null,
	];

	/** @param Data $data */
	private function __construct( public readonly array $data ) {}

	/**
	 * Creates a record, truncated to the size limit.
	 *
	 * @param Data $data
	 */
	public static function fitted( array $data ): self {
		$fitted = $data;
		foreach ( self::BUDGETS as $budget ) {
			$fitted = self::truncate( $data, $budget );
			if ( strlen( self::encode( $fitted ) ) <= self::LARGEST ) {
				break;
			}
		}
		return new self( $fitted );
	}

	/** Reads what to_json() wrote; null for anything else. */
	public static function from_json( string $json ): ?self {
		$data = json_decode( $json, true );
		if ( ! is_array( $data ) || ! isset( $data['origin'], $data['searched'], $data['passages'] ) ) {
			return null;
		}
		/** @var Data $whole */
		$whole = [ ...self::LATER, ...$data ];
		return new self( $whole );
	}

	public function to_json(): string {
		return self::encode( $this->data );
	}

	/**
	 * @param Data $data
	 * @param array{
	 *     question: int, title: int, url: int, document: int, passages: int, text: int, sentences: int, value: int,
	 *     flags: int,
	 * } $budget
	 *
	 * @return Data
	 */
	private static function truncate( array $data, array $budget ): array {
		$data['question']  = Text::truncate( Text::line( $data['question'] ), $budget['question'] );
		$data['searched']  = Text::truncate( Text::line( $data['searched'] ), $budget['question'] );
		$data['model']     = Text::truncate( Text::line( $data['model'] ), 100 );
		$data['passages']  = array_map(
			static fn( array $passage ): array => [
				'title'    => Text::truncate( Text::line( $passage['title'] ), $budget['title'] ),
				'document' => Text::truncate( Text::line( $passage['document'] ), $budget['document'] ),
				'url'      => Text::length( $passage['url'] ) > $budget['url'] ? '' : $passage['url'],
			] + $passage,
			array_slice( $data['passages'], 0, $budget['passages'] )
		);
		$data['sentences'] = array_map(
			static fn( array $sentence ): array => [ 'text' => Text::truncate( Text::line( $sentence['text'] ), $budget['text'] ) ] + $sentence,
			array_slice( $data['sentences'], 0, $budget['sentences'] ),
		);
		if ( null !== $data['prompt'] ) {
			$data['prompt']['tools'] = array_map(
				static fn( string $tool ): string => substr( (string) preg_replace( '/[^\w.-]/', '', $tool ), 0, 40 ),
				array_slice( $data['prompt']['tools'], 0, 4 ),
			);
		}
		$data['flags']     = array_map(
			static fn( array $flag ): array => [ 'value' => Text::truncate( Text::line( $flag['value'] ), $budget['value'] ) ] + $flag,
			array_slice( $data['flags'], 0, $budget['flags'] ),
		);
		return $data;
	}

	/** @param Data $data */
	private static function encode( array $data ): string {
		return (string) wp_json_encode( $data, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE );
	}
}
