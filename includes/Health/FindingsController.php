<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\DocumentListRepository;
use Aaia\Chatbot\Content\ListedDocument;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\KeysetPage;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;

/**
 * Findings of the pages that the assistant answers from.
 *
 * Only owners read the list. The findings of a post are for accounts that may edit that post, whatever their other capabilities.
 */
final class FindingsController extends StaffController {

	private const SCOPE = 'knowledge-health';

	/** Maximum characters of a draft's title. */
	private const TITLE = 1000;

	/** Maximum characters of a draft's content. */
	private const CONTENT = 200_000;

	public static function routes(): array {
		$finding = FindingResource::schema();
		$items   = Schema::list_of( $finding );
		return [
			Operation::get( '/knowledge/health', 'list', Capability::Manage )
				->takes( KeysetPage::query( [
					'kind'    => Schema::enum( 'contradiction', ...array_column( FindingKind::cases(), 'value' ) )->optional(),
					'ignored' => Schema::bool()->optional(),
				] ) )
				->answers( KeysetPage::answer( $finding, self::figures() )->named( 'KnowledgeHealth' ) )->named( 'ListFindings' ),
			Operation::patch( '/knowledge/health/{id}', 'change' )
				->takes( Schema::closed( [ 'ignored' => Schema::bool() ] ) )->answers( $finding ),
			Operation::get( '/knowledge/health/posts/{id}', 'of_post' )
				->answers( Schema::closed( [ 'known' => Schema::bool(), 'items' => $items ] )->named( 'PostHealth' ) ),
			Operation::post( '/knowledge/health/posts/{id}', 'of_draft' )
				->takes( Schema::closed( [ 'title' => Schema::text( self::TITLE ), 'content' => Schema::text( self::CONTENT ) ] ) )
				->answers( Schema::closed( [ 'items' => $items ] ) )->named( 'PreviewHealth' )->up_to( 5 * self::CONTENT ),
		];
	}

	public function __construct(
		private readonly FindingRepository $findings,
		private readonly DocumentChecker $checker,
		private readonly DraftChecker $draft_checker,
		private readonly DocumentListRepository $documents,
		private readonly HealthProgress $progress,
		private readonly Cursor $cursor,
	) {}

	protected function permit( Operation $operation, \WP_REST_Request $request ): bool|\WP_Error {
		if ( null !== $operation->capability ) {
			return parent::permit( $operation, $request );
		}
		$id      = (int) $this->in_path( $request, 'id' );
		$allowed = 'change' === $operation->function
			? Capability::Manage->allowed() || $this->may_edit_a_page_of( $id )
			: $id > 0 && current_user_can( 'edit_post', $id );
		return $allowed ? true : self::refusal();
	}

	/** Findings, newest first, with counts and the number of documents still to be checked. */
	public function list( Input $input ): RouteResult {
		$page = KeysetPage::read(
			$this->cursor,
			$input,
			self::SCOPE,
			fn( ?int $before, int $limit ): array => $this->findings->page( $input->line( 'kind' ), $input->bool( 'ignored' ), $before, $limit ),
			static fn( StoredFinding $finding, int $key ): int => $finding->id
		);
		if ( null === $page ) {
			return KeysetPage::expired();
		}
		return RouteResult::ok(
			$page->body( static fn( StoredFinding $finding ): array => FindingResource::of( $finding ) ) + [
				'counts'    => $this->findings->counts(),
				'waiting'   => $this->progress->waiting(),
				'documents' => $this->documents->count_all(),
			]
		);
	}

	/** Ignores a finding, or shows it again. For owners and for accounts that may edit one of its pages. */
	public function change( Input $input, \WP_REST_Request $request ): RouteResult {
		$id = (int) $this->in_path( $request, 'id' );
		if ( null === $this->findings->find( $id ) ) {
			return RouteResult::not_found();
		}
		$this->findings->ignore( $id, $input->bool( 'ignored' ) );
		$changed = $this->findings->find( $id );
		return null === $changed ? RouteResult::not_found() : RouteResult::ok( FindingResource::of( $changed ) );
	}

	/** Findings of a saved post. `known` is false for a post that the assistant does not read. */
	public function of_post( Input $input, \WP_REST_Request $request ): RouteResult {
		$post     = get_post( (int) $this->in_path( $request, 'id' ) );
		$document = $post instanceof \WP_Post ? $this->checker->document_of_post( $post->ID ) : null;
		if ( ! $post instanceof \WP_Post || null === $document ) {
			return RouteResult::ok( [ 'known' => false, 'items' => [] ] );
		}
		if ( $this->checker->is_outdated( $document, $post ) ) {
			$this->checker->check( $document );
		}
		$items = array_map(
			static fn( StoredFinding $finding ): array => FindingResource::of( $finding, $document ),
			$this->findings->of_document( $document )
		);
		return RouteResult::ok( [ 'known' => true, 'items' => $items ] );
	}

	/** Findings of a draft, as it is in the editor. Stores nothing and contacts no other server. */
	public function of_draft( Input $input, \WP_REST_Request $request ): RouteResult {
		$post = get_post( (int) $this->in_path( $request, 'id' ) );
		if ( ! $post instanceof \WP_Post ) {
			return RouteResult::not_found();
		}
		$found  = $this->draft_checker->check( $post, $input->text( 'title' ), $input->text( 'content' ) );
		$others = array_map( static fn( Finding $finding ): int => $finding->other_id, $found );
		$known  = $this->documents->by_ids( array_values( array_unique( array_filter( $others ) ) ) );
		$known  = array_filter( $known, static fn( ListedDocument $document ): bool => ! $document->excluded );
		$posts  = $this->findings->posts_of_documents( array_keys( $known ) );
		$items  = [];
		foreach ( $found as $finding ) {
			$other = $known[ $finding->other_id ] ?? null;
			if ( 0 === $finding->other_id || null !== $other ) {
				$items[] = FindingResource::of_draft( $finding, $post, $other, $posts[ $finding->other_id ] ?? 0 );
			}
		}
		return RouteResult::ok( [ 'items' => $items ] );
	}

	private function may_edit_a_page_of( int $id ): bool {
		if ( ! current_user_can( 'edit_posts' ) ) {
			return false;
		}
		$finding = $this->findings->find( $id );
		foreach ( null === $finding ? [] : array_filter( [ $finding->post, $finding->other_post ] ) as $post ) {
			if ( current_user_can( 'edit_post', $post ) ) {
				return true;
			}
		}
		return false;
	}

	/** Reveals nothing about the page. */
	private static function refusal(): \WP_Error {
		return is_user_logged_in()
			? new \WP_Error( 'rest_forbidden', __( 'You are not allowed to edit this page.', 'aaia-chatbot' ), [ 'status' => 403 ] )
			: new \WP_Error( 'rest_not_logged_in', __( 'Please log in first.', 'aaia-chatbot' ), [ 'status' => 401 ] );
	}

	/** @return array<string, Schema> */
	private static function figures(): array {
		return [
			'counts'    => Schema::closed( [
				'link'          => Schema::int(),
				'expired'       => Schema::int(),
				'contradiction' => Schema::int(),
				'ignored'       => Schema::int(),
			] ),
			'waiting'   => Schema::int(),
			'documents' => Schema::int(),
		];
	}
}
