<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;

/** Saved views of the list, of the user and of the team; and how many conversations the user's list shows at once. */
final class ViewsController extends StaffController {

	/** User option with the conversations of a page. */
	public const PER_PAGE = 'aaia_chatbot_per_page';

	/** Conversations of a page unless the user chose. */
	private const USUAL = 25;

	public static function routes(): array {
		$filter = Schema::closed( InboxFilterParser::schema() )->named( 'SavedFilter' );
		$view   = Schema::closed( [
			'id'       => Schema::int(),
			'name'     => Schema::string(),
			'shared'   => Schema::bool(),
			'may_edit' => Schema::bool(),
			'filter'   => $filter,
		] )->named( 'StaffView' );
		return [
			Operation::get( '/views', 'list', Capability::View )
				->answers( Schema::closed( [
					'items'    => Schema::list_of( $view ),
					'per_page' => Schema::int(),
				] )->named( 'StaffViews' ) ),
			Operation::post( '/views', 'create', Capability::View )
				->takes( Schema::closed( [ 'name' => Schema::text( 200 ), 'shared' => Schema::bool()->optional(), 'filter' => $filter ] ) )
				->answers( $view )
				->named( 'CreateView' ),
			Operation::patch( '/views/{id}', 'change', Capability::View )
				->takes( Schema::closed( [
					'name'     => Schema::text( 200 )->optional(),
					'filter'   => $filter->optional(),
					'position' => Schema::int( 0, ViewRepository::MOST )->optional(),
				] ) )
				->answers( $view )
				->named( 'ChangeView' ),
			Operation::delete( '/views/{id}', 'delete', Capability::View )->answers( Schema::closed( [ 'deleted' => Schema::bool() ] ) ),
			Operation::put( '/views/per-page', 'save_per_page', Capability::View )
				->takes( Schema::closed( [ 'per_page' => Schema::int( 10, 100 ) ] ) )
				->answers( Schema::closed( [ 'per_page' => Schema::int() ] ) )
				->named( 'SavePerPage' ),
		];
	}

	public function __construct(
		private readonly ViewRepository $views,
		private readonly InboxFilterParser $parser,
	) {}

	/** Conversations that the current user's list shows at once. */
	public static function per_page(): int {
		$chosen = get_user_option( self::PER_PAGE );
		return is_numeric( $chosen ) ? max( 10, min( 100, (int) $chosen ) ) : self::USUAL;
	}

	public function list(): RouteResult {
		return RouteResult::ok( [
			'items'    => array_map( self::wire( ... ), $this->views->visible_to( get_current_user_id() ) ),
			'per_page' => self::per_page(),
		] );
	}

	/** Saves a view, for the current user, or `shared` for the team, which those may who reply. */
	public function create( Input $input ): RouteResult {
		$name   = $input->line( 'name' );
		$shared = $input->bool( 'shared' );
		$wrong  = self::wrong_name( $name ) ?? $this->wrong_filter( $input );
		if ( null !== $wrong ) {
			return $wrong;
		}
		if ( $shared && ! Capability::Reply->allowed() ) {
			$sentence = __( 'Only those who answer conversations can save a view for the team. Save it for yourself.', 'aaia-chatbot' );
			return RouteResult::problem( 403, 'aaia_view_not_shared', $sentence );
		}
		if ( $shared && ! Capability::Manage->allowed() && $this->views->shared_by( get_current_user_id() ) >= ViewRepository::SHARED_EACH ) {
			return RouteResult::problem(
				400,
				'aaia_many_views',
				/* translators: %d: number of views. */
				sprintf( __( 'You can save %d views for the team. Delete one of yours.', 'aaia-chatbot' ), ViewRepository::SHARED_EACH ),
			);
		}
		$view = $this->views->add( get_current_user_id(), $shared, $name, $input->object( 'filter' )?->all() ?? [] );
		return null === $view
			? RouteResult::problem(
				400,
				'aaia_many_views',
				/* translators: %d: number of views. */
				sprintf( __( 'There can be %d views. Delete one that is not needed.', 'aaia-chatbot' ), ViewRepository::MOST ),
			)
			: RouteResult::created( self::wire( $view ) );
	}

	/** Renames or moves a view, or saves other filters in it. */
	public function change( Input $input, \WP_REST_Request $request ): RouteResult {
		$view = $this->view( $request );
		if ( null === $view || ! self::may_edit( $view ) ) {
			return null === $view ? RouteResult::not_found() : self::not_allowed();
		}
		$name  = $input->has( 'name' ) ? $input->line( 'name' ) : null;
		$wrong = ( null === $name ? null : self::wrong_name( $name ) ) ?? ( $input->has( 'filter' ) ? $this->wrong_filter( $input ) : null );
		if ( null !== $wrong ) {
			return $wrong;
		}
		$this->views->change(
			$view,
			$name,
			$input->has( 'filter' ) ? $input->object( 'filter' )?->all() ?? [] : null,
			$input->has( 'position' ) ? $input->int( 'position' ) : null,
			get_current_user_id(),
		);
		$now = $this->view( $request );
		return null === $now ? RouteResult::not_found() : RouteResult::ok( self::wire( $now ) );
	}

	public function delete( Input $input, \WP_REST_Request $request ): RouteResult {
		$view = $this->view( $request );
		if ( null === $view || ! self::may_edit( $view ) ) {
			return null === $view ? RouteResult::not_found() : self::not_allowed();
		}
		$this->views->delete( $view, get_current_user_id() );
		return RouteResult::ok( [ 'deleted' => true ] );
	}

	/** Saves how many conversations the current user's list shows at once. */
	public function save_per_page( Input $input ): RouteResult {
		update_user_option( get_current_user_id(), self::PER_PAGE, $input->int( 'per_page' ) );
		return RouteResult::ok( [ 'per_page' => self::per_page() ] );
	}

	private function view( \WP_REST_Request $request ): ?View {
		return $this->views->by_id( (int) $this->in_path( $request, 'id' ), get_current_user_id() );
	}

	private static function may_edit( View $view ): bool {
		return Capability::Manage->allowed()
			|| get_current_user_id() === $view->user_id && ( ! $view->shared || Capability::Reply->allowed() );
	}

	private static function wrong_name( string $name ): ?RouteResult {
		return '' !== $name && mb_strlen( $name, 'UTF-8' ) <= View::LENGTH ? null : RouteResult::problem(
			400,
			'aaia_view_name',
			/* translators: %d: number of characters. */
			sprintf( __( 'A view needs a name of at most %d characters.', 'aaia-chatbot' ), View::LENGTH ),
		);
	}

	private function wrong_filter( Input $input ): ?RouteResult {
		$filter = $this->parser->parse( $input->object( 'filter' ) ?? new Input( [] ), get_current_user_id() );
		return is_string( $filter ) ? RouteResult::problem( 400, 'aaia_filter', $filter ) : null;
	}

	private static function not_allowed(): RouteResult {
		$sentence = __( 'Only who made this view, and those who manage the settings, can change it.', 'aaia-chatbot' );
		return RouteResult::problem( 403, 'aaia_view_of_others', $sentence );
	}

	/** @return array{id: int, name: string, shared: bool, may_edit: bool, filter: object} */
	private static function wire( View $view ): array {
		return [
			'id'       => $view->id,
			'name'     => $view->name,
			'shared'   => $view->shared,
			'may_edit' => self::may_edit( $view ),
			'filter'   => (object) $view->filter,
		];
	}
}
