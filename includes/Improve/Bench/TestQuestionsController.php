<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Bench;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\KeysetPage;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Support\Time;

/** Cases of the test bench. */
final class TestQuestionsController extends StaffController {

	private const SCOPE = 'test-questions';

	/** Bytes of a file. */
	private const FILE = 5_000_000;

	/** Faults of a file that are told. */
	private const FAULTS = 50;

	private const VERDICTS = [ 'waiting', 'passed', 'failed', 'gone', 'error' ];

	public static function routes(): array {
		$case  = self::schema();
		$typed = [
			'question'  => Schema::text( TestQuestion::QUESTION, 1 ),
			'language'  => Schema::text( 12 )->optional(),
			'sources'   => self::values(),
			'contains'  => self::values(),
			'lacks'     => self::values(),
			'refuse'    => Schema::bool()->optional(),
			'reference' => Schema::text( TestQuestion::REFERENCE )->optional(),
		];
		return [
			Operation::get( '/test-questions', 'list', Capability::Manage )
				->takes( KeysetPage::query( [
					'text'    => Schema::text( 200 )->optional(),
					'verdict' => Schema::enum( ...self::VERDICTS )->optional(),
				] ) )
				->answers( KeysetPage::answer( $case, [ 'total' => Schema::int() ] )->named( 'TestQuestions' ) ),
			Operation::get( '/test-questions/proposed', 'propose', Capability::Manage )
				->takes( Schema::closed( [ 'conversation' => Schema::id(), 'message' => Schema::id() ] ) )
				->answers( Schema::closed( [
					'question' => Schema::string(),
					'language' => Schema::string(),
					'sources'  => Schema::list_of( self::source() ),
					'answer'   => Schema::string(),
					'rating'   => Schema::enum( 'up', 'down' )->nullable(),
					'earlier'  => Schema::int(),
				] )->named( 'ProposedTest' ) ),
			Operation::post( '/test-questions/import', 'import', Capability::Manage )
				->takes( Schema::closed( [ 'content' => Schema::string(), 'with_faults' => Schema::bool()->optional() ] ) )
				->up_to( self::FILE )
				->answers( Schema::closed( [
					'added'   => Schema::int(),
					'changed' => Schema::int(),
					'known'   => Schema::int(),
					'good'    => Schema::int(),
					'faults'  => Schema::list_of( Schema::closed( [ 'line' => Schema::int(), 'sentence' => Schema::string() ] ) ),
					'more'    => Schema::int(),
				] )->named( 'ImportedTests' ) ),
			Operation::post( '/test-questions', 'add', Capability::Manage )
				->takes( Schema::closed( $typed + [ 'conversation' => Schema::id()->optional(), 'message' => Schema::id()->optional() ] ) )
				->answers( $case )->named( 'AddTest' ),
			Operation::put( '/test-questions/{id}', 'change', Capability::Manage )->takes( Schema::closed( $typed ) )->answers( $case ),
			Operation::delete( '/test-questions/{id}', 'delete', Capability::Manage )
				->answers( Schema::closed( [ 'deleted' => Schema::bool() ] ) ),
		];
	}

	public function __construct(
		private readonly TestQuestionRepository $questions,
		private readonly TestQuestionService $service,
		private readonly TestRunRepository $runs,
		private readonly TestSources $sources,
		private readonly ConversationAccess $access,
		private readonly ConversationRepository $conversations,
		private readonly MessageRepository $messages,
		private readonly Cursor $cursor,
	) {}

	/** Cases, newest first. */
	public function list( Input $input ): RouteResult {
		$page = KeysetPage::read(
			$this->cursor,
			$input,
			self::SCOPE,
			fn( ?int $before, int $limit ): array => $this->questions->before(
				$before,
				$input->line( 'text' ),
				$input->line( 'verdict' ),
				$this->access->condition( 'q.conversation_id' ),
				$limit,
			),
			static fn( TestQuestion $case, int $row ): int => $row
		);
		return null === $page ? KeysetPage::expired() : RouteResult::ok( [
			'items'       => $this->bodies( $page->items ),
			'next_cursor' => $page->next,
			'total'       => $this->questions->count(),
		] );
	}

	/** What a message would make as a case; nothing is stored. */
	public function propose( Input $input ): RouteResult {
		$proposed = $this->proposed( $input );
		if ( null === $proposed ) {
			return RouteResult::not_found();
		}
		$described = $this->sources->described( $proposed['sources'] );
		return RouteResult::ok( [
			'question' => $proposed['question'],
			'language' => $proposed['language'],
			'sources'  => array_map( static fn( string $id ): array => self::source_body( $id, $described ), $proposed['sources'] ),
			'answer'   => $proposed['answer'],
			'rating'   => $proposed['rating'],
			'earlier'  => count( $proposed['history'] ),
		] );
	}

	public function add( Input $input ): RouteResult {
		$proposed = $input->has( 'message' ) ? $this->proposed( $input ) : null;
		if ( null === $proposed && $input->has( 'message' ) ) {
			return RouteResult::not_found();
		}
		$checked = $this->service->checked( self::line( $input ) );
		if ( is_array( $checked ) ) {
			return self::refused( $checked );
		}
		$case = $this->questions->add(
			$input->text( 'question' ),
			$proposed['history'] ?? [],
			$input->line( 'language' ),
			$checked,
			null === $proposed ? 'written' : ( null === $proposed['rating'] ? 'message' : 'rating' ),
			$proposed['conversation'] ?? null,
			$proposed['message_id'] ?? null,
		);
		return RouteResult::created( $this->bodies( [ $case ] )[0] );
	}

	public function change( Input $input, \WP_REST_Request $request ): RouteResult {
		$known = $this->known( $request );
		if ( null === $known ) {
			return RouteResult::not_found();
		}
		$checked = $this->service->checked( self::line( $input ) );
		if ( is_array( $checked ) ) {
			return self::refused( $checked );
		}
		$this->questions->change( $known, $input->text( 'question' ), $known->history, $input->line( 'language' ), $checked );
		return RouteResult::ok( $this->bodies( $this->questions->by_ids( [ $known->id ] ) )[0] );
	}

	public function delete( Input $input, \WP_REST_Request $request ): RouteResult {
		$known = $this->known( $request );
		if ( null === $known ) {
			return RouteResult::not_found();
		}
		$this->questions->delete( $known );
		return RouteResult::ok( [ 'deleted' => true ] );
	}

	/** Adds the cases of a file. Nothing is added of a file with faults, unless the rest was asked for. */
	public function import( Input $input ): RouteResult {
		$content = $input->all()['content'] ?? '';
		$done    = $this->service->import( is_string( $content ) ? $content : '', $input->bool( 'with_faults' ) );
		$faults  = array_map(
			static fn( array $fault ): array => [
				'line'     => $fault['line'],
				'sentence' => TestFile::sentence( $fault['fault'], mb_substr( $fault['value'], 0, 200 ) ),
			],
			array_slice( $done['faults'], 0, self::FAULTS ),
		);
		$good = [] === $done['faults'] || 0 === $done['faults'][0]['line']
			? 0
			: count( TestFile::read( is_string( $content ) ? $content : '' )['lines'] )
				- count( array_filter( $done['faults'], static fn( array $fault ): bool => 'source' === $fault['fault'] ) );
		return RouteResult::ok( [
			'added'   => $done['added'],
			'changed' => $done['changed'],
			'known'   => $done['known'],
			'good'    => $good,
			'faults'  => $faults,
			'more'    => count( $done['faults'] ) - count( $faults ),
		] );
	}

	/**
	 * @return ?array{question: string, language: string, sources: list<string>, refuse: bool, rating: ?string, answer: string,
	 *     history: list<\Aaia\Chatbot\Llm\ChatMessage>, message_id: int, conversation: int}
	 */
	private function proposed( Input $input ): ?array {
		$conversation = $this->access->permitted( $this->conversations->by_public_id( $input->line( 'conversation' ) ) );
		$message      = null === $conversation ? null : $this->messages->by_public_id( $conversation->id, $input->line( 'message' ) );
		$proposed     = null === $conversation || null === $message || $message->private ? null : $this->service->proposed(
			$conversation,
			$message,
		);
		return null === $proposed ? null : $proposed + [ 'conversation' => $conversation->id ];
	}

	private function known( \WP_REST_Request $request ): ?TestQuestion {
		return $this->questions->find( $this->in_path( $request, 'id' ), $this->access->condition( 'q.conversation_id' ) );
	}

	/**
	 * @return array{line: int, question: string, language: string, sources: list<string>, contains: list<string>, lacks: list<string>,
	 *     refuse: bool, reference: string}
	 */
	private static function line( Input $input ): array {
		return [
			'line'      => 0,
			'question'  => $input->text( 'question' ),
			'language'  => $input->line( 'language' ),
			'sources'   => $input->lines( 'sources' ),
			'contains'  => $input->lines( 'contains' ),
			'lacks'     => $input->lines( 'lacks' ),
			'refuse'    => $input->bool( 'refuse' ),
			'reference' => $input->text( 'reference' ),
		];
	}

	/** @param array{fault: string, value: string} $fault */
	private static function refused( array $fault ): RouteResult {
		return RouteResult::problem( 400, 'aaia_invalid_test', TestFile::sentence( $fault['fault'], $fault['value'] ) );
	}

	/**
	 * @param list<TestQuestion> $cases
	 *
	 * @return list<array<string, mixed>>
	 */
	private function bodies( array $cases ): array {
		$described = $this->sources->described( array_merge(
			...array_map( static fn( TestQuestion $case ): array => $case->expectation->sources, $cases ),
			...[ [] ],
		) );
		$last = static fn( TestQuestion $case ): ?int => $case->now_result ?? $case->builtin_result;
		$results = $this->runs->results( array_values( array_filter( array_map( $last, $cases ) ) ) );
		$threads = array_values( array_filter( array_map( static fn( TestQuestion $case ): ?int => $case->conversation_id, $cases ) ) );
		$public  = [] === $threads ? [] : $this->conversations->public_ids( $threads, $this->access->condition() );
		return array_map( static function ( TestQuestion $case ) use ( $described, $results, $last, $public ): array {
			$result = $results[ $last( $case ) ?? 0 ] ?? null;
			return [
				'id'           => $case->public_id,
				'question'     => $case->question,
				'language'     => $case->language,
				'origin'       => $case->origin,
				'conversation' => $public[ $case->conversation_id ?? 0 ] ?? null,
				'earlier'      => count( $case->history ),
				'sources'      => array_map(
					static fn( string $id ): array => self::source_body( $id, $described ),
					$case->expectation->sources,
				),
				'contains'     => $case->expectation->contains,
				'lacks'        => $case->expectation->lacks,
				'refuse'       => $case->expectation->refuse,
				'reference'    => $case->expectation->reference,
				'verdict'      => $result['verdict'] ?? 'waiting',
				'updated_at'   => (string) Time::to_wire( $case->updated_at ),
			];
		}, $cases );
	}

	/**
	 * @param array<string, array{title: string, url: string}> $described
	 *
	 * @return array{id: string, title: string, url: string, gone: bool}
	 */
	public static function source_body( string $id, array $described ): array {
		return [
			'id'    => $id,
			'title' => $described[ $id ]['title'] ?? $id,
			'url'   => $described[ $id ]['url'] ?? '',
			'gone'  => ! isset( $described[ $id ] ),
		];
	}

	public static function source(): Schema {
		return Schema::closed( [
			'id'    => Schema::string(),
			'title' => Schema::string(),
			'url'   => Schema::string(),
			'gone'  => Schema::bool(),
		] )->named( 'TestSource' );
	}

	private static function values(): Schema {
		return Schema::list_of( Schema::text( TestFile::VALUE, 1 ), TestFile::VALUES )->optional();
	}

	private static function schema(): Schema {
		return Schema::closed( [
			'id'           => Schema::string(),
			'question'     => Schema::string(),
			'language'     => Schema::string(),
			'origin'       => Schema::enum( 'written', 'message', 'rating', 'file' ),
			'conversation' => Schema::string()->nullable(),
			'earlier'      => Schema::int(),
			'sources'      => Schema::list_of( self::source() ),
			'contains'     => Schema::list_of( Schema::string() ),
			'lacks'        => Schema::list_of( Schema::string() ),
			'refuse'       => Schema::bool(),
			'reference'    => Schema::string(),
			'verdict'      => Schema::enum( ...self::VERDICTS ),
			'updated_at'   => Schema::string(),
		] )->named( 'TestQuestion' );
	}
}
