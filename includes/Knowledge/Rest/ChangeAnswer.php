<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Knowledge\Sources\AnswerRepository;
use Aaia\Chatbot\Knowledge\Sources\AnswerService;

/** PATCH /knowledge/answers/{id}: changes what is sent of an answer; the assistant knows it at once. */
final class ChangeAnswer extends StaffRoute {

	public function __construct(
		private readonly AnswerRepository $known,
		private readonly AnswerService $answers,
	) {}

	public function method(): string {
		return 'PATCH';
	}

	public function path(): string {
		return '/knowledge/answers/{id}';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function schema(): Schema {
		return Schema::closed(
			[
				'question' => Schema::text( AnswerShape::QUESTION )->optional(),
				'answer'   => Schema::text( AnswerShape::ANSWER )->optional(),
				'language' => Schema::text( 12 )->optional(),
			]
		);
	}

	public function answer(): Schema {
		return AnswerShape::schema();
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$known = $this->known->find( $this->in_path( $request, 'id' ) );
		if ( null === $known ) {
			return RouteResult::not_found();
		}
		$question = $input->has( 'question' ) ? $input->line( 'question' ) : $known->question;
		$answer   = $input->has( 'answer' ) ? $input->text( 'answer' ) : $known->answer;
		$language = $input->has( 'language' ) ? $input->line( 'language' ) : $known->language;
		return AnswerShape::objection( $question, $answer, $language )
			?? RouteResult::ok( AnswerShape::of( $this->answers->change( $known, $question, $answer, $language ) ) );
	}
}
