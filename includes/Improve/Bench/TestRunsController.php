<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Bench;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Cost\CostSettings;
use Aaia\Chatbot\Assistant\Cost\PriceList;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\KeysetPage;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Settings\InvalidSetting;
use Aaia\Chatbot\Support\Time;

/**
 * Runs of the test bench, and their results side by side with the last ones.
 *
 * @phpstan-import-type Counts from TestRunRepository
 */
final class TestRunsController extends StaffController {

	private const SCOPE = 'test-runs';

	/** Results of one page. */
	private const PAGE = 50;

	/** Most cases that are named for a run. */
	private const CASES = 500;

	private const FAILURES = [ 'source', 'contains', 'lacks', 'refuse', 'refused', 'reference', 'gone' ];

	private const COUNTS = [ 'waiting', 'passed', 'failed', 'gone', 'error', 'better', 'same', 'worse', 'new' ];

	public static function routes(): array {
		$run       = self::schema();
		$candidate = [
			'builtin'             => Schema::bool()->optional(),
			'cases'               => Schema::list_of( Schema::id(), self::CASES )->optional(),
			'provider'            => Schema::text( 60 )->optional(),
			'model'               => Schema::text( 200 )->optional(),
			'system_instructions' => Schema::text( 8000 )->optional(),
			'draft'               => Schema::closed( [
				'id'       => Schema::id()->nullable()->optional(),
				'question' => Schema::text( 500, 1 ),
				'answer'   => Schema::text( 8000, 1 ),
				'language' => Schema::text( 12 )->optional(),
			] )->optional(),
		];
		return [
			Operation::get( '/test-runs', 'list', Capability::Manage )
				->takes( KeysetPage::query() )
				->answers( KeysetPage::answer( $run, [
					'live'     => $run->nullable(),
					'model'    => Schema::string(),
					'free'     => Schema::bool(),
					'judge'    => Schema::bool(),
					'currency' => Schema::string(),
				] )->named( 'TestRuns' ) ),
			Operation::post( '/test-runs/estimate', 'estimate', Capability::Manage )
				->takes( Schema::closed( $candidate ) )
				->answers( Schema::closed( [
					'cases'    => Schema::int(),
					'model'    => Schema::string(),
					'free'     => Schema::bool(),
					'tokens'   => Schema::int(),
					'micro'    => Schema::int()->nullable(),
					'currency' => Schema::string(),
					'measured' => Schema::bool(),
				] )->named( 'TestEstimate' ) )->named( 'EstimateTests' ),
			Operation::post( '/test-runs', 'begin', Capability::Manage )
				->takes( Schema::closed( $candidate + [
					'judge'      => Schema::bool()->optional(),
					'cap'        => Schema::text( 20 )->optional(),
					'cap_tokens' => Schema::int( 1 )->optional(),
				] ) )
				->answers( $run )->named( 'BeginTests' ),
			Operation::get( '/test-runs/{id}', 'show', Capability::Manage )->answers( $run ),
			Operation::post( '/test-runs/{id}/cancel', 'cancel', Capability::Manage )->answers( $run ),
			Operation::get( '/test-runs/{id}/results', 'results', Capability::Manage )
				->takes( Schema::closed( [
					'verdict'  => Schema::enum( 'passed', 'failed', 'gone', 'error' )->optional(),
					'compared' => Schema::enum( 'better', 'same', 'worse', 'new' )->optional(),
					'after'    => Schema::int( 0 )->optional(),
				] ) )
				->answers( Schema::closed( [
					'items' => Schema::list_of( self::result_schema() ),
					'next'  => Schema::int()->nullable(),
				] )->named( 'TestResults' ) ),
		];
	}

	public function __construct(
		private readonly TestRunRepository $runs,
		private readonly TestRunner $runner,
		private readonly TestQuestionRepository $questions,
		private readonly TestSources $sources,
		private readonly CostEstimate $estimate,
		private readonly Judge $judge,
		private readonly PriceList $prices,
		private readonly JobQueue $jobs,
		private readonly ConversationAccess $access,
		private readonly Cursor $cursor,
	) {}

	/** Runs, newest first, the one that is going on, and what a run costs. */
	public function list( Input $input ): RouteResult {
		$page = KeysetPage::read(
			$this->cursor,
			$input,
			self::SCOPE,
			$this->runs->before( ... ),
			static fn( TestRun $run, int $row ): int => $row
		);
		if ( null === $page ) {
			return KeysetPage::expired();
		}
		$live  = $this->runs->live();
		$model = $this->runner->model( new Candidate() );
		return RouteResult::ok( [
			'items'       => $this->bodies( $page->items ),
			'next_cursor' => $page->next,
			'live'        => null === $live ? null : $this->bodies( [ $live ] )[0],
			'model'       => $model,
			'free'        => $this->runner->is_free( $model ),
			'judge'       => $this->judge->is_available(),
			'currency'    => $this->prices->currency(),
		] );
	}

	/** What a run would cost. */
	public function estimate( Input $input ): RouteResult {
		$candidate = self::candidate( $input );
		try {
			$model = $this->uses_builtin( $input, $candidate ) ? PriceList::BUILTIN : $this->runner->model( $candidate );
		} catch ( InvalidSetting $invalid ) {
			return RouteResult::problem( 400, 'aaia_invalid_setting', $invalid->getMessage() );
		}
		$cases = $this->only( $input );
		$count = null === $cases ? $this->questions->count() : count( $cases );
		$each  = PriceList::BUILTIN === $model ? [ 'tokens' => 0, 'micro' => 0, 'measured' => true ] : $this->estimate->per_case( $model );
		return RouteResult::ok( [
			'cases'    => $count,
			'model'    => $model,
			'free'     => $this->runner->is_free( $model ),
			'tokens'   => $count * $each['tokens'],
			'micro'    => null === $each['micro'] ? null : $count * $each['micro'],
			'currency' => $this->prices->currency(),
			'measured' => $each['measured'],
		] );
	}

	/** Begins a run; a job does the work. */
	public function begin( Input $input ): RouteResult {
		$candidate = self::candidate( $input );
		$typed     = $input->line( 'cap' );
		$cap       = CostSettings::amount( $typed );
		if ( '' !== $typed && null === $cap ) {
			return RouteResult::problem( 400, 'aaia_invalid_cap', __( 'Enter an amount such as 5 or 2.50, or leave it empty.', 'aaia-chatbot' ) );
		}
		try {
			$run = $this->runner->begin(
				TestRun::BY_PERSON,
				$candidate,
				$this->uses_builtin( $input, $candidate ),
				$this->only( $input ),
				$input->bool( 'judge' ),
				$cap,
				$input->has( 'cap_tokens' ) ? $input->int( 'cap_tokens' ) : null,
				get_current_user_id(),
			);
		} catch ( InvalidSetting $invalid ) {
			return RouteResult::problem( 400, 'aaia_invalid_setting', $invalid->getMessage() );
		} catch ( RunRefused $refused ) {
			return RouteResult::problem(
				RunRefused::CAP === $refused->reason ? 400 : 409,
				'aaia_tests_' . $refused->reason,
				$refused->getMessage(),
			);
		}
		RunTests::queue( $this->jobs, $run );
		return RouteResult::created( $this->bodies( [ $run ] )[0] );
	}

	public function show( Input $input, \WP_REST_Request $request ): RouteResult {
		$run = $this->runs->find( $this->in_path( $request, 'id' ) );
		return null === $run ? RouteResult::not_found() : RouteResult::ok( $this->bodies( [ $run ] )[0] );
	}

	/** Ends a run; what it has found stays. */
	public function cancel( Input $input, \WP_REST_Request $request ): RouteResult {
		$run = $this->runs->find( $this->in_path( $request, 'id' ) );
		if ( null === $run ) {
			return RouteResult::not_found();
		}
		$this->runner->cancel( $run );
		return RouteResult::ok( $this->bodies( [ $this->runs->by_id( $run->id ) ?? $run ] )[0] );
	}

	/** Results with those they are compared with. */
	public function results( Input $input, \WP_REST_Request $request ): RouteResult {
		$run = $this->runs->find( $this->in_path( $request, 'id' ) );
		if ( null === $run ) {
			return RouteResult::not_found();
		}
		$verdict = $input->line( 'verdict' );
		$rows    = $this->runs->page(
			$run->id,
			$verdict,
			$input->line( 'compared' ),
			$input->int( 'after' ),
			$this->access->condition( 'q.conversation_id' ),
			self::PAGE + 1,
		);
		$page    = array_values( array_filter(
			array_slice( $rows, 0, self::PAGE ),
			static fn( array $row ): bool => 'waiting' !== $row['verdict'],
		) );
		$before  = $this->runs->results( array_values( array_filter( array_map( intval( ... ), array_column( $page, 'before_id' ) ) ) ) );
		$ids     = [];
		foreach ( [ ...$page, ...array_values( $before ) ] as $row ) {
			array_push( $ids, ...(array) json_decode( (string) $row['sources'], true ) );
		}
		$described = $this->sources->described( array_map( strval( ... ), $ids ) );
		return RouteResult::ok( [
			'items' => array_map( static fn( array $row ): array => [
				'id'         => (string) $row['public_id'],
				'question'   => (string) $row['question'],
				'compared'   => '' === $row['compared'] ? 'new' : (string) $row['compared'],
				'judged'     => '' === $row['judged'] ? null : (string) $row['judged'],
				'judged_why' => (string) $row['judged_why'],
				'now'        => self::answer( $row, $described ),
				'before'     => isset( $before[ (int) $row['before_id'] ] ) ? self::answer( $before[ (int) $row['before_id'] ], $described ) : null,
			], $page ),
			'next'  => count( $rows ) > self::PAGE ? (int) $rows[ self::PAGE - 1 ]['id'] : null,
		] );
	}

	/**
	 * @param array<string, ?string>                            $row
	 * @param array<string, array{title: string, url: string}> $described
	 *
	 * @return array<string, mixed>
	 */
	private static function answer( array $row, array $described ): array {
		$failures = json_decode( (string) $row['failures'], true );
		$sources  = json_decode( (string) $row['sources'], true );
		return [
			'verdict'  => (string) $row['verdict'],
			'failures' => is_array( $failures ) ? $failures : [],
			'answer'   => (string) $row['answer'],
			'refused'  => '1' === $row['refused'],
			'model'    => (string) $row['model'],
			'ms'       => (int) $row['ms'],
			'sources'  => array_map(
				static fn( mixed $id ): array => TestQuestionsController::source_body( (string) $id, $described ),
				is_array( $sources ) ? array_values( $sources ) : [],
			),
		];
	}

	private static function candidate( Input $input ): Candidate {
		$draft    = $input->object( 'draft' );
		$settings = [];
		foreach ( [ 'provider', 'model', 'system_instructions' ] as $setting ) {
			if ( $input->has( $setting ) ) {
				$settings[ $setting ] = $input->text( $setting );
			}
		}
		return new Candidate( $settings, null === $draft ? null : [
			'id'       => $draft->optional( 'id' ),
			'question' => $draft->line( 'question' ),
			'answer'   => $draft->text( 'answer' ),
			'language' => $draft->line( 'language' ),
		] );
	}

	private function uses_builtin( Input $input, Candidate $candidate ): bool {
		return $input->bool( 'builtin' ) || null !== $candidate->draft;
	}

	/** @return ?list<int> */
	private function only( Input $input ): ?array {
		return $input->has( 'cases' )
			? $this->questions->ids( $input->lines( 'cases' ), $this->access->condition( 'q.conversation_id' ) )
			: null;
	}

	/**
	 * @param list<TestRun> $runs
	 *
	 * @return list<array<string, mixed>>
	 */
	private function bodies( array $runs ): array {
		$counts = $this->runs->counts( array_map( static fn( TestRun $run ): int => $run->id, $runs ) );
		return array_map( fn( TestRun $run ): array => self::body( $run, $counts[ $run->id ], $this->prices->currency() ), $runs );
	}

	/**
	 * A run as JSON.
	 *
	 * @param Counts $counts
	 *
	 * @return array<string, mixed>
	 */
	public static function body( TestRun $run, array $counts, string $currency ): array {
		$user = null === $run->user_id ? false : get_userdata( $run->user_id );
		return [
			'id'          => $run->public_id,
			'state'       => $run->state,
			'reason'      => $run->reason,
			'cause'       => $run->cause,
			'lane'        => $run->lane,
			'model'       => $run->model,
			'tried'       => [ ...array_keys( $run->candidate->settings ), ...( null === $run->candidate->draft ? [] : [ 'draft' ] ) ],
			'user'        => false === $user ? null : $user->display_name,
			'complete'    => $run->complete,
			'total'       => $run->total,
			'counts'      => $counts,
			'micro'       => $run->micro,
			'currency'    => $currency,
			'fingerprint' => $run->fingerprint,
			'created_at'  => (string) Time::to_wire( $run->created_at ),
			'ended_at'    => Time::to_wire( $run->ended_at ),
		];
	}

	private static function schema(): Schema {
		return Schema::closed( [
			'id'          => Schema::string(),
			'state'       => Schema::enum( TestRun::RUNNING, TestRun::DONE, TestRun::CANCELLED, TestRun::STOPPED ),
			'reason'      => Schema::enum( '', TestRun::CAP, TestRun::MODEL, TestRun::DIED ),
			'cause'       => Schema::enum( TestRun::BY_PERSON, TestRun::BY_SCHEDULE, TestRun::BY_CHANGE, TestRun::BY_COMMAND ),
			'lane'        => Schema::enum( TestRun::NOW, TestRun::BUILTIN, TestRun::CANDIDATE ),
			'model'       => Schema::string(),
			'tried'       => Schema::list_of( Schema::enum( 'provider', 'model', 'system_instructions', 'draft' ) ),
			'user'        => Schema::string()->nullable(),
			'complete'    => Schema::bool(),
			'total'       => Schema::int(),
			'counts'      => Schema::closed( array_fill_keys( self::COUNTS, Schema::int() ) ),
			'micro'       => Schema::int(),
			'currency'    => Schema::string(),
			'fingerprint' => Schema::string(),
			'created_at'  => Schema::string(),
			'ended_at'    => Schema::string()->nullable(),
		] )->named( 'TestRun' );
	}

	private static function result_schema(): Schema {
		$answer = Schema::closed( [
			'verdict'  => Schema::enum( 'passed', 'failed', 'gone', 'error' ),
			'failures' => Schema::list_of( Schema::closed( [ 'kind' => Schema::enum( ...self::FAILURES ), 'value' => Schema::string() ] ) ),
			'answer'   => Schema::string(),
			'refused'  => Schema::bool(),
			'model'    => Schema::string(),
			'ms'       => Schema::int(),
			'sources'  => Schema::list_of( TestQuestionsController::source() ),
		] )->named( 'TestedAnswer' );
		return Schema::closed( [
			'id'         => Schema::string(),
			'question'   => Schema::string(),
			'compared'   => Schema::enum( 'better', 'same', 'worse', 'new' ),
			'judged'     => Schema::enum( 'agrees', 'differs', 'unclear' )->nullable(),
			'judged_why' => Schema::string(),
			'now'        => $answer,
			'before'     => $answer->nullable(),
		] )->named( 'TestResult' );
	}
}
