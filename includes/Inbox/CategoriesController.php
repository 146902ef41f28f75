<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Category;
use Aaia\Chatbot\Conversations\CategoryRefused;
use Aaia\Chatbot\Conversations\CategoryRepository;
use Aaia\Chatbot\Conversations\CategoryService;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\Label;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;

/** The owner's categories: list, make, change, order, delete. Conversations get one by PATCH /conversations/{id}. */
final class CategoriesController extends StaffController {

	public static function routes(): array {
		return [
			Operation::get( '/categories', 'list', Capability::View )
				->answers( Schema::closed( [
					'items'  => Schema::list_of( self::schema() ),
					'colors' => Schema::list_of( Schema::string() ),
				] )->named( 'StaffCategories' ) ),
			Operation::get( '/categories/{id}', 'show', Capability::View )
				->answers( Schema::closed( self::properties() + [ 'conversations' => Schema::int() ] )->named( 'CategoryUse' ) ),
			Operation::post( '/categories', 'create', Capability::Manage )
				->takes( Schema::closed( [
					'name'     => Schema::text( 200 ),
					'color'    => Schema::text( 7 )->optional(),
					'critical' => Schema::bool()->optional(),
				] ) )
				->answers( self::schema() )
				->named( 'CreateCategory' ),
			Operation::patch( '/categories/{id}', 'change', Capability::Manage )
				->takes( Schema::closed( [
					'name'     => Schema::text( 200 )->optional(),
					'color'    => Schema::text( 7 )->optional(),
					'critical' => Schema::bool()->optional(),
					'position' => Schema::int( 0, Category::MOST )->optional(),
				] ) )
				->answers( self::schema() )
				->named( 'ChangeCategory' ),
			Operation::delete( '/categories/{id}', 'delete', Capability::Manage )->answers( Schema::closed( [ 'deleted' => Schema::bool() ] ) ),
		];
	}

	public static function schema(): Schema {
		return Schema::closed( self::properties() )->named( 'StaffCategory' );
	}

	/** @return array<string, Schema> */
	private static function properties(): array {
		return [ 'id' => Schema::int(), 'name' => Schema::string(), 'color' => Schema::string(), 'critical' => Schema::bool() ];
	}

	public function __construct(
		private readonly CategoryRepository $categories,
		private readonly CategoryService $service,
		private readonly ConversationAccess $access,
	) {}

	/** Categories in the owner's order, and colours to choose from. */
	public function list(): RouteResult {
		return RouteResult::ok( [ 'items' => array_map( self::wire( ... ), $this->categories->all() ), 'colors' => Label::COLORS ] );
	}

	/** A category, and how many conversations are in it. */
	public function show( Input $input, \WP_REST_Request $request ): RouteResult {
		$id = (int) $this->in_path( $request, 'id' );
		foreach ( $this->categories->all() as $category ) {
			if ( $category->id === $id ) {
				$count = $this->categories->count_conversations( $id, $this->access->condition() );
				return RouteResult::ok( self::wire( $category ) + [ 'conversations' => $count ] );
			}
		}
		return RouteResult::not_found();
	}

	/** Adds a category at the end. A name that there is, in whatever case, is refused (409). */
	public function create( Input $input ): RouteResult {
		$color = LabelsController::color( $input );
		if ( false === $color ) {
			return LabelsController::wrong_color();
		}
		try {
			$category = $this->service->create( $input->line( 'name' ), $color, $input->bool( 'critical' ), get_current_user_id() );
			return RouteResult::created( self::wire( $category ) );
		} catch ( CategoryRefused $refused ) {
			return self::problem( $refused );
		}
	}

	/** Changes a category. `position` is its place in the list, from 0; at most one is `critical`. */
	public function change( Input $input, \WP_REST_Request $request ): RouteResult {
		$color = LabelsController::color( $input );
		if ( false === $color ) {
			return LabelsController::wrong_color();
		}
		try {
			$category = $this->service->change(
				(int) $this->in_path( $request, 'id' ),
				$input->has( 'name' ) ? $input->line( 'name' ) : null,
				$color,
				$input->has( 'critical' ) ? $input->bool( 'critical' ) : null,
				$input->has( 'position' ) ? $input->int( 'position' ) : null,
				get_current_user_id(),
			);
			return null === $category ? RouteResult::not_found() : RouteResult::ok( self::wire( $category ) );
		} catch ( CategoryRefused $refused ) {
			return self::problem( $refused );
		}
	}

	/** Deletes a category; its conversations stay, without one. */
	public function delete( Input $input, \WP_REST_Request $request ): RouteResult {
		return $this->service->delete( (int) $this->in_path( $request, 'id' ), get_current_user_id() )
			? RouteResult::ok( [ 'deleted' => true ] )
			: RouteResult::not_found();
	}

	/** Why a category was refused. */
	public static function problem( CategoryRefused $refused ): RouteResult {
		return match ( $refused->reason ) {
			'taken' => RouteResult::problem(
				409,
				'aaia_category_exists',
				/* translators: %s: name of a category. */
				sprintf( __( 'There is already a category “%s”.', 'aaia-chatbot' ), $refused->category->name ?? '' ),
			),
			'many'  => RouteResult::problem(
				400,
				'aaia_many_categories',
				/* translators: %d: number of categories. */
				sprintf( __( 'There can be %d categories. Delete one that is not needed.', 'aaia-chatbot' ), Category::MOST ),
			),
			'gone'  => RouteResult::problem(
				409,
				'aaia_category_gone',
				__( 'This category has just been deleted. Choose another one.', 'aaia-chatbot' ),
			),
			default => RouteResult::problem(
				400,
				'aaia_category_name',
				/* translators: %d: number of characters. */
				sprintf( __( 'A category needs a name of at most %d characters.', 'aaia-chatbot' ), Category::LENGTH ),
			),
		};
	}

	/** @return array{id: int, name: string, color: string, critical: bool} */
	public static function wire( Category $category ): array {
		return [
			'id'       => $category->id,
			'name'     => $category->name,
			'color'    => $category->color,
			'critical' => $category->critical,
		];
	}
}
