<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Attachments\Attachment;
use Aaia\Chatbot\Conversations\Attachments\AttachmentRefused;
use Aaia\Chatbot\Conversations\Attachments\AttachmentRepository;
use Aaia\Chatbot\Conversations\Attachments\AttachmentResponse;
use Aaia\Chatbot\Conversations\Attachments\AttachmentService;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\NotFound;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\Visitor;
use Aaia\Chatbot\Http\VisitorController;
use Aaia\Chatbot\Http\VisitorGate;

/** Files of a visitor's own conversation: upload one, where the owner allows it; read the team's and one's own; remove one that is not sent. */
final class AttachmentsController extends VisitorController {

	public static function routes(): array {
		return [
			Operation::post( '/chat/{id}/attachments', 'add' )->answers( AttachmentResponse::schema() )->counted_as( 'attachment' ),
			Operation::get( '/chat/{id}/attachments/{attachment}', 'read' )
				->takes( Schema::closed( [ 'size' => Schema::enum( 'thumbnail' )->optional() ] ) )
				->counted_as( 'read' ),
			Operation::delete( '/chat/{id}/attachments/{attachment}', 'remove' )
				->answers( Schema::closed( [ 'deleted' => Schema::bool() ] ) )
				->counted_as( 'attachment' ),
		];
	}

	public function __construct(
		VisitorGate $gate,
		private readonly ConversationService $conversations,
		private readonly MessageRepository $messages,
		private readonly AttachmentRepository $attachments,
		private readonly AttachmentService $service,
		private readonly AttachmentResponse $response,
	) {
		parent::__construct( $gate );
	}

	/** Takes a file in: `multipart/form-data` with the field `file`. Its id is named in the `attachments` of the next message. */
	public function add( Visitor $visitor, Input $input, \WP_REST_Request $request ): RouteResult {
		$conversation = $this->conversations->find_owned( $visitor, $this->in_path( $request, 'id' ) );
		$refusal      = $this->gate->missing_consent( $visitor );
		if ( null !== $refusal ) {
			return $refusal;
		}
		try {
			[ 'path' => $path, 'name' => $name ] = $this->response->upload( $request );
			return RouteResult::created( AttachmentResponse::one( $this->service->add_by_visitor( $visitor, $conversation, $path, $name ) ) );
		} catch ( AttachmentRefused $refused ) {
			return AttachmentResponse::problem( $refused );
		}
	}

	/** The file itself; with `size=thumbnail` a small picture, where there is one. */
	public function read( Visitor $visitor, Input $input, \WP_REST_Request $request ): RouteResult {
		return $this->response->file( $this->visible( $visitor, $request ), '' !== $input->text( 'size' ), $request );
	}

	/** Removes a file of one's own that is not sent. */
	public function remove( Visitor $visitor, Input $input, \WP_REST_Request $request ): RouteResult {
		return $this->service->remove( $this->visible( $visitor, $request ) )
			? RouteResult::ok( [ 'deleted' => true ] )
			: RouteResult::not_found();
	}

	/** A file of a message that the visitor sees, or one of their own that is not sent. Never one of a private note. @throws NotFound */
	private function visible( Visitor $visitor, \WP_REST_Request $request ): Attachment {
		$conversation = $this->conversations->find_owned( $visitor, $this->in_path( $request, 'id' ) );
		$attachment   = $this->attachments->by_public_id( $this->in_path( $request, 'attachment' ) );
		if ( null === $attachment || $attachment->conversation_id !== $conversation->id ) {
			throw new NotFound();
		}
		$message = null === $attachment->message_id ? null : $this->messages->by_id( $attachment->message_id );
		$seen    = null === $message ? $attachment->visitor_id === $visitor->id : ! $message->private;
		return $seen ? $attachment : throw new NotFound();
	}
}
