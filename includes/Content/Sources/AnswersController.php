<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\DocumentListRepository;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\KeysetPage;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Language\LanguageNames;
use Aaia\Chatbot\Support\Text;
use Aaia\Chatbot\Support\Time;

/** Answers written by owners. Changes take effect at once. */
final class AnswersController extends StaffController {

	private const SCOPE = 'knowledge-answers';

	/** Maximum characters of a question. */
	public const QUESTION = 500;

	/** Maximum characters of an answer. */
	public const ANSWER = 8000;

	/** Maximum characters of the reason to publish an answer that spoils others. */
	private const OVERRIDE = 500;

	public static function routes(): array {
		$answer   = self::schema();
		$question = Schema::text( self::QUESTION );
		$text     = Schema::text( self::ANSWER );
		$language = Schema::text( 12 )->optional();
		$override = Schema::text( self::OVERRIDE )->optional();
		return [
			Operation::get( '/knowledge/answers', 'list', Capability::Manage )
				->takes( KeysetPage::query( [ 'text' => Schema::text( 200 )->optional() ] ) )
				->answers( KeysetPage::answer( $answer, [ 'languages' => Schema::list_of( Schema::string() ) ] )->named( 'WrittenAnswers' ) ),
			Operation::post( '/knowledge/answers', 'add', Capability::Manage )
				->takes( Schema::closed( [ 'question' => $question, 'answer' => $text, 'language' => $language, 'override' => $override ] ) )
				->answers( $answer )->named( 'AddAnswer' ),
			Operation::patch( '/knowledge/answers/{id}', 'change', Capability::Manage )
				->takes( Schema::closed( [
					'question' => $question->optional(),
					'answer'   => $text->optional(),
					'language' => $language,
					'override' => $override,
				] ) )
				->answers( $answer ),
			Operation::delete( '/knowledge/answers/{id}', 'delete', Capability::Manage )
				->takes( Schema::closed( [ 'override' => $override ] ) )
				->answers( Schema::closed( [ 'deleted' => Schema::bool() ] ) ),
		];
	}

	public function __construct(
		private readonly AnswerService $answers,
		private readonly AnswerRepository $repository,
		private readonly DocumentListRepository $documents,
		private readonly Cursor $cursor,
		private readonly PublicationCheck $check,
	) {}

	/** Answers, newest first, with the languages to choose from. */
	public function list( Input $input ): RouteResult {
		$text = $input->line( 'text' );
		$page = KeysetPage::read(
			$this->cursor,
			$input,
			self::SCOPE,
			fn( ?int $before, int $limit ): array => $this->repository->before( $before, $text, $limit ),
			static fn( WrittenAnswer $answer, int $row ): int => $row
		);
		return null === $page
			? KeysetPage::expired()
			: RouteResult::ok( $page->body( self::body( ... ) ) + [ 'languages' => $this->languages() ] );
	}

	public function add( Input $input ): RouteResult {
		$question = $input->line( 'question' );
		$answer   = $input->text( 'answer' );
		$language = $input->line( 'language' );
		return self::validation_error( $question, $answer, $language )
			?? $this->spoils( $input, fn(): array => $this->check->turned_bad( null, $question, $answer, $language ) )
			?? RouteResult::created( self::body( $this->answers->add( $question, $answer, $language, get_current_user_id() ) ) );
	}

	/** Changes an answer. Fields that are not sent stay the same. */
	public function change( Input $input, \WP_REST_Request $request ): RouteResult {
		$known = $this->repository->find( $this->in_path( $request, 'id' ) );
		if ( null === $known ) {
			return RouteResult::not_found();
		}
		$question = $input->has( 'question' ) ? $input->line( 'question' ) : $known->question;
		$answer   = $input->has( 'answer' ) ? $input->text( 'answer' ) : $known->answer;
		$language = $input->has( 'language' ) ? $input->line( 'language' ) : $known->language;
		return self::validation_error( $question, $answer, $language )
			?? $this->spoils( $input, fn(): array => $this->check->turned_bad( $known->id, $question, $answer, $language ) )
			?? RouteResult::ok( self::body( $this->answers->change( $known, $question, $answer, $language ) ) );
	}

	public function delete( Input $input, \WP_REST_Request $request ): RouteResult {
		$known = $this->repository->find( $this->in_path( $request, 'id' ) );
		if ( null === $known ) {
			return RouteResult::not_found();
		}
		$spoils = $this->spoils( $input, fn(): array => $this->check->turned_bad_without( $known->id ) );
		if ( null !== $spoils ) {
			return $spoils;
		}
		$this->answers->remove( $known );
		return RouteResult::ok( [ 'deleted' => true ] );
	}

	/**
	 * The error response when good answers of the test bench would turn bad, and nobody said why to publish all the same.
	 *
	 * @param \Closure(): list<array{id: string, question: string, before: string, after: string}> $turned_bad
	 */
	private function spoils( Input $input, \Closure $turned_bad ): ?RouteResult {
		$turned = $turned_bad();
		$reason = $input->line( 'override' );
		if ( [] === $turned ) {
			return null;
		}
		if ( '' !== $reason ) {
			$this->check->note_override( $turned, $reason, get_current_user_id() );
			return null;
		}
		$count = count( $turned );
		return RouteResult::problem(
			409,
			'aaia_tests_worse',
			sprintf(
				/* translators: %d: number of test questions. */
				_n(
					'This was not saved: %d test question with a good answer would get a bad one.',
					'This was not saved: %d test questions with a good answer would get a bad one.',
					$count,
					'aaia-chatbot',
				),
				$count
			),
			[ 'cases' => $turned ],
		);
	}

	/** The error response for invalid input; null when the input is valid. */
	private static function validation_error( string $question, string $answer, string $language ): ?RouteResult {
		$reason = self::refusal( $question, $answer, $language );
		return null === $reason ? null : RouteResult::problem( 400, 'aaia_invalid_answer', self::refusal_sentence( $reason ) );
	}

	/**
	 * Why this is no answer, as a word that refusal_sentence() explains; null when it is one.
	 *
	 * @param string $question One line.
	 */
	public static function refusal( string $question, string $answer, string $language ): ?string {
		return match ( true ) {
			'' === $question || '' === $answer                      => 'empty',
			Text::length( $question ) > self::QUESTION              => 'long_question',
			Text::length( $answer ) > self::ANSWER                  => 'long_answer',
			1 !== preg_match( '/\A([a-z]{2,3})?\z/', $language ) => 'language',
			default                                                  => null,
		};
	}

	public static function refusal_sentence( string $reason ): string {
		return match ( $reason ) {
			'empty'         => __( 'Write both a question and its answer.', 'aaia-chatbot' ),
			/* translators: %d: number of characters. */
			'long_question' => sprintf( __( 'The question is too long: at most %d characters.', 'aaia-chatbot' ), self::QUESTION ),
			/* translators: %d: number of characters. */
			'long_answer'   => sprintf( __( 'The answer is too long: at most %d characters.', 'aaia-chatbot' ), self::ANSWER ),
			'language'      => __( 'Choose a language by its code, such as fr or en, or none for every language.', 'aaia-chatbot' ),
			default         => '',
		};
	}

	/** @return list<string> Languages of the site, of installed translations and of the documents, and always English and French. */
	private function languages(): array {
		$locales   = [ get_locale(), 'en', 'fr', ...get_available_languages(), ...$this->documents->languages() ];
		$languages = array_map( LanguageNames::code( ... ), $locales );
		$codes     = array_filter( $languages, static fn( string $language ): bool => 1 === preg_match( '/\A[a-z]{2,3}\z/', $language ) );
		return array_values( array_unique( $codes ) );
	}

	private static function schema(): Schema {
		return Schema::closed( [
			'id'         => Schema::string(),
			'question'   => Schema::string(),
			'answer'     => Schema::string(),
			'language'   => Schema::string(),
			'updated_at' => Schema::string(),
			'wordings'   => Schema::list_of( Schema::string() ),
			'pages'      => Schema::string(),
			'url'        => Schema::string(),
			'valid_from' => Schema::string()->nullable(),
			'valid_until' => Schema::string()->nullable(),
			'live'       => Schema::bool(),
		] )->named( 'WrittenAnswer' );
	}

	/** @return array<string, mixed> */
	private static function body( WrittenAnswer $answer ): array {
		return [
			'id'         => $answer->id,
			'question'   => $answer->question,
			'answer'     => $answer->answer,
			'language'   => $answer->language,
			'updated_at' => (string) Time::to_wire( $answer->updated_at ),
			'wordings'   => $answer->terms->wordings,
			'pages'      => $answer->terms->pages,
			'url'        => $answer->terms->url,
			'valid_from' => Time::to_wire( $answer->terms->valid_from ),
			'valid_until' => Time::to_wire( $answer->terms->valid_until ),
			'live'       => $answer->live,
		];
	}
}
