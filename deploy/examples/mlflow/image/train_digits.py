# SPDX-License-Identifier: Apache-2.0
"""Fits a classifier on the digits that ship with scikit-learn and logs it to the MLflow of MLFLOW_TRACKING_URI.

Needs no download: the 1797 images are inside the package. The seed is fixed, so the accuracy is the same every time.
"""

import os
import time

import mlflow
import mlflow.sklearn
from mlflow.models import infer_signature
from sklearn.datasets import load_digits
from sklearn.linear_model import SGDClassifier
from sklearn.metrics import accuracy_score, log_loss
from sklearn.model_selection import train_test_split

SEED = 7


def main():
    epochs = int(os.environ.get("EPOCHS", "30"))
    rate = float(os.environ.get("LEARNING_RATE", "0.02"))
    images, labels = load_digits(return_X_y=True)
    train_x, test_x, train_y, test_y = train_test_split(
        images / 16.0, labels, test_size=0.25, random_state=SEED, stratify=labels
    )
    model = SGDClassifier(loss="log_loss", learning_rate="constant", eta0=rate, random_state=SEED)

    mlflow.set_experiment(os.environ.get("EXPERIMENT", "digits"))
    with mlflow.start_run(run_name=os.environ.get("RUN_NAME")) as run:
        print(f"run {run.info.run_id} at {mlflow.get_tracking_uri()}", flush=True)
        mlflow.log_params(
            {"epochs": epochs, "learning_rate": rate, "seed": SEED, "train_images": len(train_x), "test_images": len(test_x)}
        )
        began = time.monotonic()
        for epoch in range(1, epochs + 1):
            model.partial_fit(train_x, train_y, classes=range(10))
            loss = log_loss(train_y, model.predict_proba(train_x))
            accuracy = accuracy_score(test_y, model.predict(test_x))
            mlflow.log_metrics({"loss": loss, "accuracy": accuracy}, step=epoch)
            print(f"epoch {epoch}/{epochs} loss {loss:.4f} accuracy {accuracy:.4f}", flush=True)
        mlflow.log_metric("training_seconds", time.monotonic() - began)
        mlflow.sklearn.log_model(
            model, name="model", signature=infer_signature(test_x, model.predict(test_x)), input_example=test_x[:1]
        )
        print(f"finished: accuracy {accuracy:.4f}", flush=True)


if __name__ == "__main__":
    main()
