<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\Label;
use Aaia\Chatbot\Conversations\LabelRefused;
use Aaia\Chatbot\Conversations\LabelRepository;
use Aaia\Chatbot\Conversations\LabelService;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;

/** Labels of conversations: list, make, rename, recolour, delete. Conversations get them by PATCH /conversations/{id}. */
final class LabelsController extends StaffController {

	public static function routes(): array {
		$one = Schema::closed( self::properties() )->named( 'StaffLabel' );
		return [
			Operation::get( '/labels', 'list', Capability::View )
				->answers( Schema::closed( [
					'items'  => Schema::list_of( $one ),
					'colors' => Schema::list_of( Schema::string() ),
				] )->named( 'StaffLabels' ) ),
			Operation::get( '/labels/{id}', 'show', Capability::View )
				->answers( Schema::closed( self::properties() + [ 'conversations' => Schema::int() ] )->named( 'LabelUse' ) ),
			Operation::post( '/labels', 'create', Capability::Reply )
				->takes( Schema::closed( [ 'name' => Schema::text( 200 ), 'color' => Schema::text( 7 )->optional() ] ) )
				->answers( $one )
				->named( 'CreateLabel' ),
			Operation::patch( '/labels/{id}', 'change', Capability::Reply )
				->takes( Schema::closed( [ 'name' => Schema::text( 200 )->optional(), 'color' => Schema::text( 7 )->optional() ] ) )
				->answers( $one )
				->named( 'ChangeLabel' ),
			Operation::delete( '/labels/{id}', 'delete', Capability::Manage )->answers( Schema::closed( [ 'deleted' => Schema::bool() ] ) ),
		];
	}

	/** @return array<string, Schema> */
	private static function properties(): array {
		return [ 'id' => Schema::int(), 'name' => Schema::string(), 'color' => Schema::string() ];
	}

	/** Schema of the labels of a conversation: their names. */
	public static function names(): Schema {
		return Schema::list_of( Schema::text( 200 ), 200 );
	}

	public function __construct(
		private readonly LabelRepository $labels,
		private readonly LabelService $service,
		private readonly ConversationAccess $access,
	) {}

	/** Labels by name, and colours to choose from. */
	public function list(): RouteResult {
		return RouteResult::ok( [ 'items' => array_map( self::wire( ... ), $this->labels->all() ), 'colors' => Label::COLORS ] );
	}

	/** A label, and how many conversations have it. */
	public function show( Input $input, \WP_REST_Request $request ): RouteResult {
		$label = $this->labels->by_id( (int) $this->in_path( $request, 'id' ) );
		return null === $label ? RouteResult::not_found() : RouteResult::ok( self::wire( $label ) + [
			'conversations' => $this->labels->count_conversations( $label->id, $this->access->condition( 'l.conversation_id' ) ),
		] );
	}

	/** Makes a label. A name that there is, in whatever case, is refused (409, with the label's id). */
	public function create( Input $input ): RouteResult {
		$color = self::color( $input );
		if ( false === $color ) {
			return self::wrong_color();
		}
		try {
			return RouteResult::created( self::wire( $this->service->create( $input->line( 'name' ), $color, get_current_user_id() ) ) );
		} catch ( LabelRefused $refused ) {
			return self::problem( $refused );
		}
	}

	/** Renames or recolours a label, on all its conversations. */
	public function change( Input $input, \WP_REST_Request $request ): RouteResult {
		$color = self::color( $input );
		if ( false === $color ) {
			return self::wrong_color();
		}
		$name = $input->has( 'name' ) ? $input->line( 'name' ) : null;
		try {
			$label = $this->service->change( (int) $this->in_path( $request, 'id' ), $name, $color, get_current_user_id() );
			return null === $label ? RouteResult::not_found() : RouteResult::ok( self::wire( $label ) );
		} catch ( LabelRefused $refused ) {
			return self::problem( $refused );
		}
	}

	/** Deletes a label; its conversations stay, without it. */
	public function delete( Input $input, \WP_REST_Request $request ): RouteResult {
		return $this->service->delete( (int) $this->in_path( $request, 'id' ), get_current_user_id() )
			? RouteResult::ok( [ 'deleted' => true ] )
			: RouteResult::not_found();
	}

	/** Why a label was refused. */
	public static function problem( LabelRefused $refused ): RouteResult {
		return match ( $refused->reason ) {
			'taken'       => RouteResult::problem(
				409,
				'aaia_label_exists',
				/* translators: %s: name of a label. */
				sprintf( __( 'There is already a label “%s”.', 'aaia-chatbot' ), $refused->label->name ?? '' ),
				[ 'label' => $refused->label->id ?? null ],
			),
			'many_labels' => RouteResult::problem(
				400,
				'aaia_many_labels',
				/* translators: %d: number of labels. */
				sprintf( __( 'There can be %d labels. Delete one that is not needed.', 'aaia-chatbot' ), Label::MOST ),
			),
			'many_on_conversation' => RouteResult::problem(
				400,
				'aaia_many_labels',
				/* translators: %d: number of labels. */
				sprintf( __( 'A conversation can have %d labels.', 'aaia-chatbot' ), LabelService::MOST_EACH ),
			),
			default       => RouteResult::problem(
				400,
				'aaia_label_name',
				/* translators: %d: number of characters. */
				sprintf( __( 'A label needs a name of at most %d characters.', 'aaia-chatbot' ), Label::LENGTH ),
			),
		};
	}

	/** The colour in small letters; null when none is given, false when it is none. */
	public static function color( Input $input ): string|false|null {
		$color = strtolower( $input->line( 'color' ) );
		return match ( true ) {
			! $input->has( 'color' ) => null,
			1 === preg_match( '/\A#[0-9a-f]{6}\z/', $color ) => $color,
			default                  => false,
		};
	}

	/** A colour that is none. */
	public static function wrong_color(): RouteResult {
		return RouteResult::problem( 400, 'aaia_label_color', __( 'Write the colour as #1a73e8.', 'aaia-chatbot' ) );
	}

	/** @return array{id: int, name: string, color: string} */
	private static function wire( Label $label ): array {
		return [ 'id' => $label->id, 'name' => $label->name, 'color' => $label->color ];
	}
}
