<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Metrics\AnswerMetricsRecord;
use Aaia\Chatbot\Assistant\Metrics\AnswerMetricsService;
use Aaia\Chatbot\Assistant\Metrics\AnswerReconstructor;
use Aaia\Chatbot\Assistant\Similar\SimilarQuestionFinder;
use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationNotFound;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Text;
use Aaia\Chatbot\Support\Time;

/** Metrics of answers: figures, repeated searches, prompts, similar questions and an export. */
final class AnswerMetricsController extends StaffController {

	/** Number of similar questions. */
	private const SIMILAR = 5;

	/** Characters of a similar question and of its answer. */
	private const QUESTION = 300;

	private const ANSWER = 700;

	/** Messages before an agent's answer that are searched for its question. */
	private const BEFORE = 6;

	public static function routes(): array {
		$answer = '/conversations/{id}/messages/{message}';
		return [
			Operation::get( "$answer/metrics", 'show', Capability::View )->answers( MetricsResource::schema() ),
			Operation::post( "$answer/metrics/recompute", 'recompute', Capability::View )->answers( MetricsResource::schema() ),
			Operation::post( "$answer/metrics/repeat", 'repeat', Capability::View )
				->answers( Schema::closed( [ 'repetition' => MetricsResource::repetition()->nullable() ] )->named( 'RepetitionAnswer' ) ),
			Operation::get( "$answer/prompt", 'show_prompt', Capability::View )
				->answers( Schema::closed( [ 'prompt' => MetricsResource::prompt()->nullable() ] )->named( 'PromptAnswer' ) ),
			Operation::get( "$answer/similar", 'list_similar', Capability::View )->answers( self::similar_schema() ),
			Operation::get( '/metrics/export', 'export', Capability::Export )
				->takes( Schema::closed( InboxFilterParser::schema() + [ 'format' => Schema::enum( 'csv', 'json' )->optional() ] ) ),
		];
	}

	public function __construct(
		private readonly ConversationFinder $finder,
		private readonly MessageRepository $messages,
		private readonly AnswerMetricsService $metrics,
		private readonly AnswerReconstructor $reconstructor,
		private readonly SimilarQuestionFinder $similar,
		private readonly MetricsExport $export,
		private readonly InboxFilterParser $parser,
		private readonly Clock $clock,
	) {}

	/** The metrics of an answer, or why there are none. */
	public function show( Input $input, \WP_REST_Request $request ): RouteResult {
		[ $message ] = $this->answer( $request );
		$known       = $this->metrics->read( $message );
		return null === $known ? $this->missing( $message ) : $this->known( $message, $known['metrics'], $known['made_at'] );
	}

	/**
	 * Searches for the question in the current index, and checks the answer against the results.
	 *
	 * Stored metrics do not change. Messages without a question return the reason.
	 */
	public function recompute( Input $input, \WP_REST_Request $request ): RouteResult {
		[ $message, $conversation ] = $this->answer( $request );
		$made                       = $this->metrics->recompute( $message, $conversation->language );
		return null === $made ? $this->missing( $message ) : $this->known( $message, $made, $this->clock->now() );
	}

	/**
	 * Repeats the search of an answer on the pages as they were then, and compares it with the recorded and with current results.
	 *
	 * `repetition` is null when nothing was recorded. Changes nothing.
	 */
	public function repeat( Input $input, \WP_REST_Request $request ): RouteResult {
		[ $message ] = $this->answer( $request );
		return RouteResult::ok( [ 'repetition' => $this->reconstructor->repeat_search( $message ) ] );
	}

	/** The prompt of an answer in parts; `prompt` is null when no model was called. */
	public function show_prompt( Input $input, \WP_REST_Request $request ): RouteResult {
		[ $message ] = $this->answer( $request );
		return RouteResult::ok( [ 'prompt' => $this->reconstructor->prompt( $message ) ] );
	}

	/** The five earlier questions most similar to the one of this answer, with their answers. */
	public function list_similar( Input $input, \WP_REST_Request $request ): RouteResult {
		[ $message ] = $this->answer( $request );
		$question    = $this->metrics->question_of( $message ) ?? $this->asked_before( $message );
		$items       = null === $question ? [] : $this->similar->find( $question, self::SIMILAR );
		$short       = static fn( array $item ): array => [
			'question' => Text::truncate( $item['question'], self::QUESTION ),
			'asked_at' => Time::to_wire( Time::required( $item['asked_at'] ) ),
			'answer'   => null === $item['answer'] ? null : [ 'text' => Text::truncate( $item['answer']['text'], self::ANSWER ) ] + $item['answer'],
		] + $item;
		return RouteResult::ok( [ 'items' => array_map( $short, $items ) ] );
	}

	/** Exports the metrics of the answers in a filtered list as CSV or JSON. Streamed. */
	public function export( Input $input ): RouteResult {
		$filter = $this->parser->parse( $input, get_current_user_id() );
		if ( is_string( $filter ) ) {
			return RouteResult::problem( 400, 'aaia_filter', $filter );
		}
		$json = fn(): iterable => $this->export->json_array( $this->export->of_list( $filter ) );
		$csv  = fn(): iterable => $this->export->csv( $this->export->of_list( $filter ) );
		return 'json' === $input->optional( 'format' )
			? RouteResult::file( 'aaia-answers.json', 'application/json; charset=utf-8', $json )
			: RouteResult::file( 'aaia-answers.csv', 'text/csv; charset=utf-8', $csv );
	}

	/**
	 * The answer of the request and its conversation. Visitors' messages are not found, because they have no metrics.
	 *
	 * @return array{Message, Conversation}
	 *
	 * @throws ConversationNotFound
	 */
	private function answer( \WP_REST_Request $request ): array {
		$conversation = $this->finder->find( $this->in_path( $request, 'id' ) );
		$message      = $this->messages->by_public_id( $conversation->id, $this->in_path( $request, 'message' ) );
		return null === $message || AuthorType::Visitor === $message->author ? throw new ConversationNotFound() : [ $message, $conversation ];
	}

	private function known( Message $message, AnswerMetricsRecord $metrics, \DateTimeImmutable $made_at ): RouteResult {
		return RouteResult::ok( MetricsResource::known( $message->public_id, $metrics, $made_at ) );
	}

	private function missing( Message $message ): RouteResult {
		return RouteResult::ok( MetricsResource::missing( $message->public_id, $this->metrics->missing( $message ) ) );
	}

	/** The question of an agent's answer: the visitor's newest message before it. */
	private function asked_before( Message $message ): ?Message {
		if ( AuthorType::Agent !== $message->author ) {
			return null;
		}
		$before   = $this->messages->thread( $message->conversation_id, self::BEFORE, false, $message->id );
		$visitors = array_filter( $before, static fn( Message $earlier ): bool => AuthorType::Visitor === $earlier->author );
		return [] === $visitors ? null : $visitors[ array_key_last( $visitors ) ];
	}

	private static function similar_schema(): Schema {
		$answer = Schema::closed(
			[
				'author'  => Schema::enum( 'assistant', 'agent' ),
				'text'    => Schema::string(),
				'refused' => Schema::bool(),
				'rating'  => Schema::enum( 'up', 'down' )->nullable(),
			]
		);
		$question = Schema::closed(
			[
				'conversation' => Schema::string(),
				'message'      => Schema::string(),
				'question'     => Schema::string(),
				'asked_at'     => Schema::string(),
				'times'        => Schema::int(),
				'answer'       => $answer->nullable(),
			]
		);
		return Schema::closed( [ 'items' => Schema::list_of( $question->named( 'SimilarQuestion' ) ) ] )->named( 'SimilarQuestions' );
	}
}
