<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Knowledge\Sources\WrittenAnswer;
use Aaia\Chatbot\Support\Time;

/** A written answer on the wire, and what may stand in one. */
final class AnswerShape {

	public const QUESTION = 500;

	public const ANSWER = 8000;

	public static function schema(): Schema {
		return Schema::closed(
			[
				'id'         => Schema::string(),
				'question'   => Schema::string(),
				'answer'     => Schema::string(),
				'language'   => Schema::string(),
				'updated_at' => Schema::string(),
			]
		)->named( 'WrittenAnswer' );
	}

	/** @return array{id: string, question: string, answer: string, language: string, updated_at: string} */
	public static function of( WrittenAnswer $answer ): array {
		return [
			'id'         => $answer->id,
			'question'   => $answer->question,
			'answer'     => $answer->answer,
			'language'   => $answer->language,
			'updated_at' => (string) Time::to_wire( $answer->updated_at ),
		];
	}

	/** Why an answer cannot be saved like this; null when it can. */
	public static function objection( string $question, string $answer, string $language ): ?RouteResult {
		$sentence = match ( true ) {
			'' === $question || '' === $answer => __( 'Write both a question and its answer.', 'aaia-chatbot' ),
			1 !== preg_match( '/\A([a-z]{2,3})?\z/', $language ) => __( 'Choose a language by its code, such as fr or en, or none for every language.', 'aaia-chatbot' ),
			default => null,
		};
		return null === $sentence ? null : RouteResult::problem( 400, 'aaia_invalid_answer', $sentence );
	}
}
