<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Knowledge\Sources\AnswerService;

/** POST /knowledge/answers: writes an answer; the assistant knows it at once. */
final class AddAnswer extends StaffRoute {

	public function __construct( private readonly AnswerService $answers ) {}

	public function method(): string {
		return 'POST';
	}

	public function path(): string {
		return '/knowledge/answers';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function schema(): Schema {
		return Schema::closed(
			[
				'question' => Schema::text( AnswerShape::QUESTION ),
				'answer'   => Schema::text( AnswerShape::ANSWER ),
				'language' => Schema::text( 12 )->optional(),
			]
		);
	}

	public function answer(): Schema {
		return AnswerShape::schema();
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$question = $input->line( 'question' );
		$answer   = $input->text( 'answer' );
		$language = $input->line( 'language' );
		return AnswerShape::objection( $question, $answer, $language )
			?? RouteResult::created( AnswerShape::of( $this->answers->add( $question, $answer, $language, get_current_user_id() ) ) );
	}
}
