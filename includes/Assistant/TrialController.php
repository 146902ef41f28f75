<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Generation;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Language\LanguageNames;
use Aaia\Chatbot\Llm\NotCancelled;
use Aaia\Chatbot\Tools\TurnContext;

/** Lets owners try a question: the answer is the one a visitor would get. Only its usage is stored; no tool runs. */
final class TrialController extends StaffController {

	/** Most characters of a question. */
	private const QUESTION = 1000;

	public static function routes(): array {
		$source = Schema::closed( [
			'title' => Schema::string(),
			'url'   => Schema::string(),
		] );
		return [
			Operation::post( '/assistant/try', 'answer', Capability::Manage )
				->takes( Schema::closed( [
					'question' => Schema::text( self::QUESTION, 1 ),
					'language' => Schema::text( 12 )->optional(),
				] ) )
				->answers( Schema::closed( [
					'text'         => Schema::string(),
					'complete'     => Schema::bool(),
					'refused'      => Schema::bool(),
					'offer_person' => Schema::bool(),
					'model'        => Schema::string(),
					'sources'      => Schema::list_of( $source ),
				] )->named( 'TriedAnswer' ) )
				->named( 'TryQuestion' ),
		];
	}

	public function __construct(
		private readonly AnswerPipeline $pipeline,
		private readonly UsageRepository $usage,
	) {}

	/** Answers a question as if it were a visitor's first. Takes as long as an answer of the model. */
	public function answer( Input $input ): RouteResult {
		$question = $input->text( 'question' );
		$context  = new TurnContext( null, self::locale( $input->line( 'language' ) ), false, $question );
		$last     = null;
		foreach ( $this->pipeline->answer( new AnswerRequest( $question, [], $context, false ), new NotCancelled() ) as $progress ) {
			$last = $progress;
		}
		if ( null === $last ) {
			return RouteResult::problem( 502, 'aaia_no_answer', __( 'The model did not answer. Its settings page says why.', 'aaia-chatbot' ) );
		}
		$this->usage->add_answer( 'trial', $last );
		return RouteResult::ok( [
			'text'         => $last->parts->text(),
			'complete'     => Generation::Complete === $last->generation,
			'refused'      => $last->refused,
			'offer_person' => $last->offer_person,
			'model'        => $last->model,
			'sources'      => array_map(
				static fn( array $source ): array => [
					'title' => $source['title'],
					'url'   => $source['url'],
				],
				$last->parts->sources(),
			),
		] );
	}

	/** A locale of the site in a language, else the language itself; the site's own without one. */
	private static function locale( string $language ): string {
		foreach ( [ get_locale(), 'en_US', ...get_available_languages() ] as $locale ) {
			if ( '' === $language || LanguageNames::code( $locale ) === $language ) {
				return $locale;
			}
		}
		return $language;
	}
}
