<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Bench;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\AnswerPipeline;
use Aaia\Chatbot\Assistant\Cost\PriceList;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** Estimates what a run with a model costs, before it begins. */
final class CostEstimate {

	/** Answers of a model from which their average is used, and days that are looked at. */
	private const ENOUGH = 20;
	private const SINCE  = '-90 days';

	/** Assumed of a model that has not answered much yet: bytes of a passage, of the other parts of a prompt, of a token; tokens of an answer. */
	private const PASSAGE = 1800;
	private const REST    = 4000;
	private const TOKEN   = 4;
	private const ANSWER  = 350;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly Settings $settings,
		private readonly PriceList $prices,
	) {}

	/**
	 * What one case costs on average.
	 *
	 * @return array{tokens: int, micro: ?int, measured: bool} `micro` in millionths of the currency, null for a model without a price;
	 *         `measured`: from earlier answers of this model.
	 */
	public function per_case( string $model ): array {
		$row     = $this->database->row(
			'SELECT SUM( answers ) AS answers, SUM( input_tokens ) AS input_tokens, SUM( output_tokens ) AS output_tokens FROM %i
				WHERE slot >= %s AND model = %s AND source IN (%s, %s)',
			$this->database->table( 'model_costs' ),
			Time::to_database( $this->clock->now()->modify( self::SINCE ) ),
			mb_substr( $model, 0, 100 ),
			'chat',
			TestRunner::USAGE
		);
		$answers = (int) ( $row['answers'] ?? 0 );
		$read    = (int) ( $row['input_tokens'] ?? 0 );
		$known   = $answers >= self::ENOUGH && $read > 0;
		$input   = $known
			? (int) ceil( $read / $answers )
			: intdiv(
				AnswerPipeline::PASSAGES * self::PASSAGE + self::REST + strlen( $this->settings->text( 'system_instructions' ) ),
				self::TOKEN,
			);
		$output  = $known ? (int) ceil( (int) ( $row['output_tokens'] ?? 0 ) / $answers ) : self::ANSWER;
		return [
			'tokens'   => $input + $output,
			'micro'    => $this->prices->for_model( $model )?->cost( $input, $output ),
			'measured' => $known,
		];
	}
}
