<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Events;

defined( 'ABSPATH' ) || exit;

/** Types of events, under the names that the log and other plugins use. Types are added and never renamed or removed. */
enum EventType: string {

	case ConversationStarted  = 'conversation.started';
	case ConversationUpdated  = 'conversation.updated';
	case ConversationRead     = 'conversation.read';
	case PageChanged          = 'page.changed';
	case ConversationDeleted  = 'conversation.deleted';
	case ConversationAssigned = 'conversation.assigned';
	case ConversationLimited  = 'conversation.limited';
	case TeamCreated          = 'team.created';
	case TeamChanged          = 'team.changed';
	case TeamDeleted          = 'team.deleted';
	case RoleChanged          = 'role.changed';
	case PriorityChanged      = 'priority.changed';
	case LabelsChanged        = 'conversation.labelled';
	case LabelCreated         = 'label.created';
	case LabelChanged         = 'label.changed';
	case LabelDeleted         = 'label.deleted';
	case CategoryChosen       = 'conversation.categorised';
	case CategoryCreated      = 'category.created';
	case CategoryChanged      = 'category.changed';
	case CategoryDeleted      = 'category.deleted';
	case ContactLinked        = 'conversation.linked';
	case ContactCreated       = 'contact.created';
	case ContactChanged       = 'contact.changed';
	case ContactMerged        = 'contact.merged';
	case ContactDeleted       = 'contact.deleted';
	case ViewChanged          = 'view.changed';
	case StuckChanged         = 'conversation.stuck';
	case JobDied              = 'job.died';
	case BulkProgressed       = 'bulk.progressed';
	case StatusChanged        = 'status.changed';
	case HandlerChanged       = 'handler.changed';
	case MessageReceived      = 'message.received';
	case MessageStarted       = 'message.started';
	case MessageCompleted     = 'message.completed';
	case MessageInterrupted   = 'message.interrupted';
	case MessageReplied       = 'message.replied';
	case MessageNoted         = 'message.noted';
	case MessageUpdated       = 'message.updated';
	case MessageRated         = 'message.rated';
	case ConversationRated    = 'conversation.rated';
	case RatingReset          = 'rating.reset';
	case AnswerReviewed       = 'answer.reviewed';
	case SourceReported       = 'source.reported';
	case SourceSettled        = 'source.settled';
	case SupportOffered       = 'support.offered';
	case SupportDeclined      = 'support.declined';
	case SupportRequested     = 'support.requested';
	case PromiseEnded         = 'promise.ended';
	case AlertMatched         = 'alert.matched';
	case DeliverySent         = 'delivery.sent';
	case DeliveryDelayed      = 'delivery.delayed';
	case DeliveryFailed       = 'delivery.failed';
}
