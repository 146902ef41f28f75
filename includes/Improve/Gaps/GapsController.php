<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Gaps;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\DocumentListRepository;
use Aaia\Chatbot\Content\ListedDocument;
use Aaia\Chatbot\Content\Sources\AnswerRepository;
use Aaia\Chatbot\Content\Sources\SiteLanguages;
use Aaia\Chatbot\Health\FindingMessages;
use Aaia\Chatbot\Health\FindingRepository;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Csv;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Search\Passage;
use Aaia\Chatbot\Support\Text;
use Aaia\Chatbot\Support\Time;

/**
 * Questions that the assistant answers badly or not at all, by their harm, with their conversations.
 *
 * @phpstan-import-type Asked from GapRepository
 */
final class GapsController extends StaffController {

	/** Gaps of one page, and the most that are listed. */
	private const PAGE = 30;

	private const MOST = 500;

	/** Most questions shown of one gap. */
	private const QUESTIONS = 50;

	/** Characters of a question in the list, and of a passage. */
	private const CHARACTERS = 500;

	/** Seconds for what is new, before the list is shown. */
	private const CATCH_UP = 1.0;

	/** Most causes that are named before the list is shown; the job names the others. */
	private const CAUSES = 5;

	public static function routes(): array {
		$state = Schema::enum( ...array_column( GapState::cases(), 'value' ) );
		return [
			Operation::get( '/gaps/export', 'export', Capability::Export )->takes( Schema::closed( [ 'state' => $state->optional() ] ) ),
			Operation::get( '/gaps', 'list', Capability::View )
				->takes( Schema::closed( [
					'state' => $state->optional(),
					'mine'  => Schema::bool()->optional(),
					'limit' => Schema::int( 1, self::MOST )->optional(),
				] ) )
				->answers( Schema::closed( [
					'items'  => Schema::list_of( self::schema() ),
					'more'   => Schema::bool(),
					'counts' => Schema::map_of( Schema::int() ),
				] )->named( 'Gaps' ) )
				->named( 'ListGaps' ),
			Operation::get( '/gaps/{id}', 'show', Capability::View )->answers( self::whole_schema() ),
			Operation::patch( '/gaps/{id}', 'change', Capability::Reply )
				->takes( Schema::closed( [
					'state'    => Schema::enum( GapState::Open->value, GapState::Ignored->value )->optional(),
					'reason'   => Schema::text( 500 )->optional(),
					'assignee' => Schema::int( 1 )->nullable()->optional(),
					'task'     => Schema::text( 500 )->optional(),
				] ) )
				->answers( self::schema() )
				->named( 'ChangeGap' ),
		];
	}

	public function __construct(
		private readonly GapRepository $gaps,
		private readonly GapBuilder $builder,
		private readonly GapService $service,
		private readonly GapCauseFinder $causes,
		private readonly AnswerRepository $answers,
		private readonly DocumentListRepository $documents,
		private readonly FindingRepository $findings,
	) {}

	/** Gaps in a state (`open` without one), the most harmful first. `mine`: given to the current user. What just happened is in it. */
	public function list( Input $input ): RouteResult {
		$this->builder->catch_up( self::CATCH_UP );
		array_map( $this->causes->name( ... ), $this->gaps->without_cause( self::CAUSES ) );
		$state = GapState::tryFrom( $input->line( 'state' ) ) ?? GapState::Open;
		$limit = $input->int( 'limit', self::PAGE );
		$found = $this->gaps->worst( $state, $input->has( 'mine' ) && $input->bool( 'mine' ) ? get_current_user_id() : null, $limit + 1 );
		$items = $this->shown( array_slice( $found, 0, $limit ) );
		if ( GapState::Open === $state ) {
			$items = $this->without_answered( $items );
		}
		return RouteResult::ok( [ 'items' => $items, 'more' => count( $found ) > $limit, 'counts' => $this->gaps->counts() ] );
	}

	/** One gap with its questions, the newest first, the passages that are found today, and the cause named anew. */
	public function show( Input $input, \WP_REST_Request $request ): RouteResult {
		$gap   = $this->gaps->find( $this->in_path( $request, 'id' ) );
		$found = null === $gap ? [] : $this->causes->name( $gap );
		$gap   = null === $gap ? null : $this->gaps->by_row( $gap->row );
		$body  = null === $gap ? null : $this->shown( [ $gap ] )[0] ?? null;
		if ( null === $gap || null === $body ) {
			return RouteResult::not_found();
		}
		return RouteResult::ok( $body + [
			'questions' => array_map( self::question( ... ), $this->gaps->asked( [ $gap->row ], self::QUESTIONS ) ),
			'passages'  => array_map( self::passage( ... ), $found ),
		] );
	}

	/** Ignores with a reason, opens again, or gives to a colleague. */
	public function change( Input $input, \WP_REST_Request $request ): RouteResult {
		$gap = $this->gaps->find( $this->in_path( $request, 'id' ) );
		if ( null === $gap || [] === $this->shown( [ $gap ] ) ) {
			return RouteResult::not_found();
		}
		$state = GapState::tryFrom( $input->line( 'state' ) );
		if ( GapState::Ignored === $state && '' === $input->text( 'reason' ) ) {
			return RouteResult::problem( 400, 'aaia_reason', __( 'Say why, so that colleagues know.', 'aaia-chatbot' ) );
		}
		$assignee = $input->has( 'assignee' ) ? ( $input->int( 'assignee' ) ?: null ) : $gap->assignee_id;
		if ( null !== $assignee && ! user_can( $assignee, Capability::View->value ) ) {
			return RouteResult::problem( 400, 'aaia_assignee', __( 'This person may not see conversations.', 'aaia-chatbot' ) );
		}
		if ( GapState::Ignored === $state ) {
			$this->service->ignore( $gap, $input->text( 'reason' ), get_current_user_id() );
		} elseif ( GapState::Open === $state ) {
			$this->service->open( $gap );
		}
		if ( $input->has( 'assignee' ) || $input->has( 'task' ) ) {
			$task = $input->has( 'task' ) ? $input->text( 'task' ) : $gap->task;
			$this->service->assign( $gap, $assignee, $task, get_current_user_id() );
		}
		$changed = $this->gaps->by_row( $gap->row );
		return RouteResult::ok( null === $changed ? null : $this->shown( [ $changed ] )[0] ?? null );
	}

	/** The gaps as a table. */
	public function export( Input $input ): RouteResult {
		$this->builder->catch_up( self::CATCH_UP );
		$state = GapState::tryFrom( $input->line( 'state' ) ) ?? GapState::Open;
		return RouteResult::file( 'aaia-gaps.csv', 'text/csv; charset=utf-8', fn(): iterable => $this->lines( $state ) );
	}

	/** @return \Generator<int, string> */
	private function lines( GapState $state ): \Generator {
		yield Csv::BOM . Csv::line( [
			'gap', 'question', 'asked', 'harm', 'state', 'cause', 'evidence', 'pages', 'languages', 'last_asked_at', 'assignee', 'task', 'reason',
		] );
		$skip = 0;
		do {
			$page  = $this->gaps->worst( $state, null, self::PAGE, $skip );
			$skip += self::PAGE;
			foreach ( $this->shown( $page ) as $gap ) {
				yield Csv::line( [
					$gap['id'],
					$gap['question'],
					$gap['count'],
					$gap['harm'],
					$gap['state'],
					$gap['cause'],
					$gap['evidence'],
					implode( ' | ', array_map( static fn( array $one ): string => '' === $one['url'] ? $one['title'] : $one['url'], $gap['pages'] ) ),
					implode( ' ', $gap['languages'] ),
					$gap['last_asked_at'],
					$gap['assignee']['name'] ?? '',
					$gap['task'],
					$gap['reason'],
				] );
			}
		} while ( self::PAGE === count( $page ) );
	}

	/**
	 * Leaves out what an answer was written for elsewhere since it was asked last, and marks it.
	 *
	 * @param list<array<string, mixed>> $items
	 *
	 * @return list<array<string, mixed>>
	 */
	private function without_answered( array $items ): array {
		$languages = [ '', ...array_column( SiteLanguages::all(), 'code' ) ];
		$questions = array_map( static fn( array $item ): string => (string) $item['question'], $items );
		$answered  = $this->answers->answered( array_values( array_unique( $questions ) ), $languages );
		return array_values( array_filter( $items, function ( array $item ) use ( $answered, $languages ): bool {
			if ( ! in_array( $item['question'], $answered, true ) ) {
				return true;
			}
			$gap = $this->gaps->find( (string) $item['id'] );
			foreach ( $languages as $language ) {
				$written = $this->answers->by_question( (string) $item['question'], $language );
				if ( null !== $gap && null !== $written && $written->updated_at >= $gap->last_asked_at ) {
					$this->service->mark_answered( $gap, $written->id, get_current_user_id() );
					return false;
				}
			}
			return true;
		} ) );
	}

	/**
	 * @param list<Gap> $gaps
	 *
	 * @return list<array{
	 *     id: string, question: string, count: int, conversation: string, message: string, harm: int, state: string, cause: ?string,
	 *     evidence: string, pages: list<array{title: string, url: string, edit_url: ?string}>, languages: list<string>, language: string,
	 *     last_asked_at: ?string, assignee: ?array{id: int, name: string}, task: string, reason: string, came_back: bool, answer: ?string,
	 * }> Those of which the current user may see a question.
	 */
	private function shown( array $gaps ): array {
		$shown     = $this->gaps->shown( array_map( static fn( Gap $gap ): int => $gap->row, $gaps ) );
		$findings  = [];
		$documents = [];
		foreach ( $gaps as $gap ) {
			$finding                = is_int( $gap->evidence['finding'] ?? null ) ? $this->findings->find( $gap->evidence['finding'] ) : null;
			$findings[ $gap->row ]  = $finding;
			$named                  = [ $finding?->document->id, $finding?->other?->id, $gap->evidence['document'] ?? null ];
			$documents[ $gap->row ] = array_filter( $named, is_int( ... ) );
		}
		$known = $this->documents->by_ids( array_values( array_unique( array_merge( [], ...$documents ) ) ) );
		$posts = $this->findings->posts_of_documents( array_keys( $known ) );
		cache_users( array_filter( array_map( static fn( Gap $gap ): int => (int) $gap->assignee_id, $gaps ) ) );
		$items = [];
		foreach ( $gaps as $gap ) {
			if ( ! isset( $shown[ $gap->row ] ) ) {
				continue;
			}
			$first   = $shown[ $gap->row ]['first'];
			$pages   = array_values( array_intersect_key( $known, array_flip( array_unique( $documents[ $gap->row ] ) ) ) );
			$finding = $findings[ $gap->row ];
			$user    = null === $gap->assignee_id ? false : get_userdata( $gap->assignee_id );
			$items[] = [
				'id'            => $gap->id,
				'question'      => Text::truncate( Text::line( $first['question'] ), self::CHARACTERS ),
				'count'         => $shown[ $gap->row ]['count'],
				'conversation'  => $first['conversation'],
				'message'       => $first['message'],
				'harm'          => $shown[ $gap->row ]['harm'],
				'state'         => $gap->state->value,
				'cause'         => $gap->cause?->value,
				'evidence'      => null === $finding ? self::evidence( $gap, $pages[0]->title ?? '' ) : FindingMessages::sentence( $finding->finding ),
				'pages'         => array_map( static fn( ListedDocument $page ): array => [
					'title'    => '' === $page->title ? $page->url : $page->title,
					'url'      => $page->url,
					'edit_url' => isset( $posts[ $page->id ] ) && current_user_can( 'edit_post', $posts[ $page->id ] )
						? get_edit_post_link( $posts[ $page->id ], 'raw' )
						: null,
				], $pages ),
				'languages'     => $shown[ $gap->row ]['languages'],
				'language'      => strtolower( substr( $first['language'], 0, 2 ) ),
				'last_asked_at' => Time::to_wire( $gap->last_asked_at ),
				'assignee'      => $user instanceof \WP_User ? [ 'id' => $user->ID, 'name' => $user->display_name ] : null,
				'task'          => $gap->task,
				'reason'        => $gap->reason,
				'came_back'     => $gap->came_back,
				'answer'        => $gap->answer_id,
			];
		}
		return $items;
	}

	private static function evidence( Gap $gap, string $page ): string {
		$held = is_int( $gap->evidence['held'] ?? null ) ? $gap->evidence['held'] : 0;
		$rank = is_int( $gap->evidence['rank'] ?? null ) ? $gap->evidence['rank'] : 0;
		return match ( $gap->cause ) {
			GapCause::Buried     => sprintf(
				/* translators: 1: title of a page, 2: percent, 3: a rank such as 2. */
				__( '“%1$s” holds %2$d %% of the question’s words (result %3$d), but the answer did not come from it.', 'aaia-chatbot' ),
				$page,
				$held,
				$rank,
			),
			GapCause::Stale      => sprintf(
				/* translators: %s: title of a page. */
				__( 'A visitor reported an error on “%s”.', 'aaia-chatbot' ),
				$page,
			),
			GapCause::OutOfScope => __( 'No page speaks of this.', 'aaia-chatbot' ),
			GapCause::Missing    => true === ( $gap->evidence['used'] ?? false )
				/* translators: %s: title of a page. */
				? sprintf( __( 'The answer came from the pages, and it was not what was asked. Nearest: “%s”.', 'aaia-chatbot' ), $page )
				/* translators: 1: percent, 2: title of a page. */
				: sprintf( __( 'The nearest page holds only %1$d %% of the question’s words: “%2$s”.', 'aaia-chatbot' ), $held, $page ),
			default              => '',
		};
	}

	/**
	 * @param Asked $asked
	 *
	 * @return array<string, mixed>
	 */
	private static function question( array $asked ): array {
		return [
			'question'     => Text::truncate( Text::line( $asked['question'] ), self::CHARACTERS ),
			'answer'       => Text::truncate( $asked['answer'], 2 * self::CHARACTERS ),
			'conversation' => $asked['conversation'],
			'message'      => $asked['message'],
			'language'     => strtolower( substr( $asked['language'], 0, 2 ) ),
			'signals'      => array_map( static fn( GapSignal $signal ): string => $signal->value, $asked['signals'] ),
			'asked_at'     => $asked['asked_at'],
		];
	}

	/** @return array<string, mixed> */
	private static function passage( Passage $passage ): array {
		return [
			'document' => $passage->document_id,
			'title'    => $passage->title,
			'url'      => $passage->url,
			'text'     => Text::truncate( Text::line( $passage->text ), self::CHARACTERS ),
			'held'     => (int) round( 100 * $passage->confidence ),
		];
	}

	/** @return array<string, Schema> */
	private static function fields(): array {
		return [
			'id'            => Schema::string(),
			'question'      => Schema::string(),
			'count'         => Schema::int(),
			'conversation'  => Schema::string(),
			'message'       => Schema::string(),
			'harm'          => Schema::int(),
			'state'         => Schema::enum( ...array_column( GapState::cases(), 'value' ) ),
			'cause'         => Schema::enum( ...array_column( GapCause::cases(), 'value' ) )->nullable(),
			'evidence'      => Schema::string(),
			'pages'         => Schema::list_of( Schema::closed( [
				'title'    => Schema::string(),
				'url'      => Schema::string(),
				'edit_url' => Schema::string()->nullable(),
			] ) ),
			'languages'     => Schema::list_of( Schema::string() ),
			'language'      => Schema::string(),
			'last_asked_at' => Schema::string()->nullable(),
			'assignee'      => Schema::closed( [ 'id' => Schema::int(), 'name' => Schema::string() ] )->nullable(),
			'task'          => Schema::string(),
			'reason'        => Schema::string(),
			'came_back'     => Schema::bool(),
			'answer'        => Schema::string()->nullable(),
		];
	}

	private static function schema(): Schema {
		return Schema::closed( self::fields() )->named( 'Gap' );
	}

	private static function whole_schema(): Schema {
		$asked   = Schema::closed( [
			'question'     => Schema::string(),
			'answer'       => Schema::string(),
			'conversation' => Schema::string(),
			'message'      => Schema::string(),
			'language'     => Schema::string(),
			'signals'      => Schema::list_of( Schema::enum( ...array_column( GapSignal::cases(), 'value' ) ) ),
			'asked_at'     => Schema::string(),
		] )->named( 'GapQuestion' );
		$passage = Schema::closed( [
			'document' => Schema::int(),
			'title'    => Schema::string(),
			'url'      => Schema::string(),
			'text'     => Schema::string(),
			'held'     => Schema::int(),
		] )->named( 'GapPassage' );
		return Schema::closed( self::fields() + [
			'questions' => Schema::list_of( $asked ),
			'passages'  => Schema::list_of( $passage ),
		] )->named( 'WholeGap' );
	}
}
